"""The interactive session: prompt_toolkit and real time live here and nowhere else."""
