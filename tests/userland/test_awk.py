"""awk; texts are mawk 1.3.4's."""


def test_fields_are_printed(files):
    text = """\
$ awk '{print $1}' t
one


four
$ awk '{print NF": "$NF}' t
3: three
0: 
0: 
1: four
$ awk -F: '{print $1, $3}' OFS=- csv
root-0
user-1000
$ awk -F: -v OFS=, '{$1=$1}1' csv
root,x,0
user,x,1000
$ awk -F'[: ]' '{print $2}' csv
x
x
$ awk '{$5="e"; print; print NF}' b
beta    e
5
zeta    e
5
$ awk -F: '{NF=2}1' csv
root x
user x
$ awk '{printf "%-8s|%3d|\\n", $1, NR}' b
beta    |  1|
zeta    |  2|
"""
    assert files.replay(text) == text


def test_records_are_chosen(files):
    text = """\
$ awk '/^b/' a
beta
$ awk 'NR==2,NR==3' a
beta
gamma
$ awk '/beta/,/gamma/{print NR": "$0}' a
2: beta
3: gamma
$ awk '$3 > 26 {print $1}' FS=: csv
user
$ awk '!/a$/' a
$ awk 'length > 4' a
alpha
gamma
delta
$ awk 'END{print NR}' a b
6
$ awk '!seen[$0]++' <<< 'x\\ny\\nx\\n'
x
y
$ awk 'BEGIN{RS=""}{print NR": "$1}' t
1: one
2: four
"""
    assert files.replay(text) == text


def test_awk_counts_and_compares(files):
    text = """\
$ awk '{s+=$1} END{print s, s/NR}' n
22 5.5
$ awk 'BEGIN{print 1e6, 0.1+0.2, 1/3, 2^31, 100000*100000, 1/0, -3%2}'
1000000 0.3 0.333333 2.14748e+09 1e+10 inf -1
$ awk 'BEGIN{print 2^3^2, -2^2, !0, 1-1-1, 1 " " -1}'
512 -4 1 -1 1-1
$ awk '{print ($1 < 9), ($1 == 10.0)}' n
0 1
0 0
1 0
1 0
$ awk 'BEGIN{print "10"<"9", 10<9, "a"<"b"}'
1 0 1
$ awk 'BEGIN{x="A"; print x++ + ++x, x}'
2 2
$ awk 'BEGIN{print int(-3.7), sqrt(16), exp(0), int("12abc")}'
-3 4 1 12
"""
    assert files.replay(text) == text


def test_strings_are_changed(files):
    text = """\
$ awk 'BEGIN{print length("abc") toupper("x") substr("hello",2,3), index("hello","l")}'
3Xell 3
$ awk '{n=gsub(/[ae]/,"<&>"); print n, $0}' b
2 b<e>t<a>
2 z<e>t<a>
$ awk '{sub(/a/,"\\\\&"); print}' b
bet&
zet&
$ awk 'BEGIN{print match("foobar","ob+"), RSTART, RLENGTH}'
3 3 2
$ awk 'BEGIN{n=split("a:b:c",x,":"); print n, x[1], x[3]}'
3 a c
$ awk 'BEGIN{printf "%5.2f|%c|%x|%s%%\\n", 3.14159, 65, 255, "a"}'
 3.14|A|ff|a%
"""
    assert files.replay(text) == text


def test_programs_have_statements_and_functions(files):
    text = """\
$ awk 'BEGIN{for(i=1;i<=3;i++){if(i==2)continue; print i}; do print i--; while(i>3)}'
1
3
4
$ awk 'BEGIN{x[1,2]=3; for(k in x){split(k,s,SUBSEP); print s[1], s[2]}; print (1,2) in x; delete x; print length(x)}'
1 2
1
0
$ awk 'function f(n){return n<=1 ? 1 : n*f(n-1)} BEGIN{print f(5)}'
120
$ awk 'function fill(a,n, i){for(i=1;i<=n;i++)a[i]=i*i} BEGIN{fill(s,4); print s[4]}'
16
$ awk '{print; next; print "never"}' b
beta
zeta
$ awk '{exit 3} END{print NR}' a
1
[3]
"""
    assert files.replay(text) == text


def test_files_and_commands_are_read_and_written(files):
    text = """\
$ awk 'BEGIN{while((getline l < "a")>0) n++; print n}'
4
$ awk 'BEGIN{"echo hi" | getline x; print x}'
hi
$ awk '{print > "out"} END{close("out"); while((getline l < "out")>0) print "o:" l}' b
o:beta
o:zeta
$ awk '{print | "sort -r"} END{close("sort -r"); print "done"}' b
zeta
beta
done
$ awk 'BEGIN{r=system("exit 3"); print r}'
3
$ awk '{getline; print}' b
zeta
"""
    assert files.replay(text) == text


def test_what_awk_refuses(files):
    text = """\
$ awk '{print $1' a
awk: line 2: missing } near end of file
[2]
$ awk 'a b {' a
awk: line 2: missing } near end of file
[2]
$ awk 'BEGIN { print 1 +* 2 }' a
awk: line 1: syntax error at or near *
[2]
$ awk 'BEGIN{nosuch(1)}' a
awk: line 2: function nosuch never defined
[2]
$ awk '{print $-1}' a
awk: run time error: negative field index $-1
\tFILENAME="a" FNR=1 NR=1
[2]
$ awk '{print $1}' nofile
awk: cannot open nofile (No such file or directory)
[2]
$ awk '{print $1}' d
awk: read error (Is a directory)
[2]
$ awk 'BEGIN{print "a" > "/nodir/x"}'
awk: cannot open "/nodir/x" for output (No such file or directory)
[2]
$ awk -f nofile
awk: cannot open nofile (No such file or directory)
[2]
$ awk -F
awk: option -F lacks argument
[2]
$ awk --version
awk: not an option: --version
[2]
"""
    assert files.replay(text) == text


def test_times_can_be_told(files):
    text = """\
$ awk 'BEGIN { print strftime("%F %H:%M", 3600), mktime("1970 01 02 00 00 00"), mktime("x"), (systime() > 1e9) }'
1970-01-01 01:00 86400 -1 1
"""
    assert files.replay(text) == text
