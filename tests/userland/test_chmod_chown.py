"""chmod, chown and chgrp; texts are coreutils 9.1's."""


def test_chmod_changes_permissions(files):
    text = """\
$ chmod -v 600 a
mode of 'a' changed from 0644 (rw-r--r--) to 0600 (rw-------)
$ chmod -v 600 a
mode of 'a' retained as 0600 (rw-------)
$ chmod -c u+x,go+r a
mode of 'a' changed from 0600 (rw-------) to 0744 (rwxr--r--)
$ chmod -v u=rwx,g=u,o= a
mode of 'a' changed from 0744 (rwxr--r--) to 0770 (rwxrwx---)
$ chmod -v a-x a
mode of 'a' changed from 0770 (rwxrwx---) to 0660 (rw-rw----)
$ chmod -v a+X a d
mode of 'a' retained as 0660 (rw-rw----)
mode of 'd' retained as 0755 (rwxr-xr-x)
$ chmod -v 4755 a
mode of 'a' changed from 0660 (rw-rw----) to 4755 (rwsr-xr-x)
$ chmod -v 0755 a
mode of 'a' changed from 4755 (rwsr-xr-x) to 0755 (rwxr-xr-x)
$ chmod -vR g+s d
mode of 'd' changed from 0755 (rwxr-xr-x) to 2755 (rwxr-sr-x)
mode of 'd/x' changed from 0644 (rw-r--r--) to 2644 (rw-r-Sr--)
$ chmod -v 0700 d
mode of 'd' changed from 2755 (rwxr-sr-x) to 2700 (rwx--S---)
$ chmod --reference=b a
"""
    assert files.replay(text) == text


def test_what_chmod_refuses(files):
    text = """\
$ chmod
chmod: missing operand
Try 'chmod --help' for more information.
[1]
$ chmod 644
chmod: missing operand after '644'
Try 'chmod --help' for more information.
[1]
$ chmod x a
chmod: invalid mode: 'x'
Try 'chmod --help' for more information.
[1]
$ chmod 99 a
chmod: invalid mode: '99'
Try 'chmod --help' for more information.
[1]
$ chmod 644 nofile
chmod: cannot access 'nofile': No such file or directory
[1]
$ chmod -f 644 nofile
[1]
$ ln -s nowhere broken
$ chmod 644 broken
chmod: cannot operate on dangling symlink 'broken'
[1]
$ chmod 770 a
$ chmod -v -w a
mode of 'a' changed from 0770 (rwxrwx---) to 0570 (r-xrwx---)
chmod: a: new permissions are r-xrwx---, not r-xr-x---
[1]
"""
    assert files.replay(text) == text


def test_chown_changes_who_owns_a_file(files):
    text = """\
$ chown -v root:root a
ownership of 'a' retained as root:root
$ chown -v 7:8 a
changed ownership of 'a' from root:root to 7:8
$ chown -c 7 a
$ chown -vR 9 d
changed ownership of 'd/x' from root to 9
changed ownership of 'd' from root to 9
$ chown --reference=b a
$ chgrp -v 5 a
changed group of 'a' from root to 5
$ chown 1.1 b
chown: warning: '.' should be ':': '1.1'
"""
    assert files.replay(text) == text


def test_what_chown_refuses(files):
    text = """\
$ chown
chown: missing operand
Try 'chown --help' for more information.
[1]
$ chown root
chown: missing operand after 'root'
Try 'chown --help' for more information.
[1]
$ chown nosuch a
chown: invalid user: 'nosuch'
[1]
$ chown root:nosuch a
chown: invalid group: 'root:nosuch'
[1]
$ chown root nofile
chown: cannot access 'nofile': No such file or directory
[1]
$ chgrp nosuch a
chgrp: invalid group: 'nosuch'
[1]
"""
    assert files.replay(text) == text
