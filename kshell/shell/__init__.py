"""The shell: a look-alike of bash 5.2, large enough for what a course types."""
