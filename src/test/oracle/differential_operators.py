"""Literals, arithmetic, comparisons, logic, conditionals and their precedence."""
VARIABLES = {
    "a": 1, "b": 2, "c": 3, "zero": 0, "neg": -7, "f": 2.5, "big": 123456789012345678901234567890,
    "t": True, "fa": False, "n": None, "s": "text", "e": "", "num": "5",
    "xs": [1, 2, 3], "ys": [], "d": {"k": "v", "n": None, "x": {"y": 5}}, "ed": {}, "ver": "1.2.3",
}
EXPRESSIONS = r"""
1
-1
+5
1_000
0x1f
0b101
0o17
0XFF
1.5
1e3
1.5e-3
1E5
1_0.5
1.
.5
1..2
'text'
"text"
'it\'s'
"say \"x\""
'a\nb'
'a\tb'
'\x41\u0042\U00000043'
'\101\0'
'\d\w\.'
'a\\b'
'a' 'b' "c"
''
'é'
'\N{BULLET}'
[]
[1, 2, 3]
[1, 'a', none, true, [2]]
[1,]
()
(1,)
(1, 2)
(1)
1, 2
{}
{'a': 1}
{'a': 1, 'b': [1, 2], 'c': {'d': 1}}
{'a': 1,}
{1: 'one', true: 'yes', none: 'no'}
{'a': {'b': {'c': 1}}}
{a: b}
true
True
false
False
none
None
TRUE
null
1 + 2
1 - 2
2 * 3
7 / 2
6 / 2
7 // 2
-7 // 2
7 % 3
-7 % 3
7 % -3
2 ** 10
2 ** -1
2 ** 3 ** 2
-2 ** 2
2 ** 0.5
(-8) ** 2
1 + 2 * 3
(1 + 2) * 3
10 - 3 - 2
100 / 10 / 5
2 * 3 % 4
1.5 + 1
0.1 + 0.2
1 / 3
1e16 + 1
7.5 // 2
-7.5 // 2
7.5 % 2
-7.5 % 2
1 / 0
1 // 0
1 % 0
1.0 / 0
0 ** 0
0 ** -1
big + 1
big * big
big // 7
big % 7
big / 7
2 ** 100
10 ** 20
-big
a + f
t + 1
t + t
-t
+t
'a' + 'b'
'a' + 1
1 + 'a'
'a' * 3
3 * 'ab'
'a' * 0
'a' * -1
[1] + [2]
[1] + (2,)
[0] * 3
(1, 2) + (3,)
(1,) * 2
[1] - [1]
'a' - 'b'
'a' / 2
none + 1
d + d
-'a'
+[]
'%s' % 'x'
'%s-%s' % (1, 2)
'%d items' % 3
'%05d|%5.2f|%x' % (42, 3.14159, 255)
'%(k)s' % d
'%s' % xs
'%s' % [[1]]
'%s %s' % xs
'%%'
'%d%%' % 50
'a' ~ 'b'
1 ~ 2
'a' ~ none ~ true
'a' ~ 1.0 ~ [1, 'x']
1 ~ 2 + 3
1 + 2 ~ 3
2 * 3 ~ 4
'x' ~ 2 * 3
a ~ b ~ c
1 == 1
1 == 1.0
1 == true
0 == false
1 == '1'
'a' == 'a'
'a' == "b"
none == none
none == false
none == 0
[] == []
[1, 2] == [1, 2]
[1, 2] == [2, 1]
{'a': 1} == {'a': 1}
{'a': 1, 'b': 2} == {'b': 2, 'a': 1}
{'a': 1} == {'a': 1.0}
1 != 2
'a' != 'a'
1 < 2
2 <= 2
3 > 2
2 >= 3
1 < 2 < 3
1 < 3 < 2
3 > 2 > 1
1 < 2 == true
1 == 1 == 1
1 < b <= 2 != 3
'a' < 'b'
'B' < 'a'
'10' < '9'
'a' < 1
1 < 'a'
none < 1
[1, 2] < [1, 3]
[1] < [1, 2]
[1, 'a'] < [1, 2]
1.5 < 2
true > false
{} < {}
1 in [1, 2]
3 in [1, 2]
3 not in [1, 2]
'a' in 'abc'
'' in 'abc'
'x' not in 'abc'
1 in 'abc'
'k' in d
'v' in d
'zz' not in d
1 in {1: 2}
1.0 in [1]
true in [1]
'1' in [1]
none in [none]
1 in 5
1 in none
(1, 2) in [(1, 2)]
[1] in [[1], [2]]
not true
not 0
not ''
not []
not none
not not 1
not a == b
not (a == b)
not 1 in [1]
not 'x' in 'abc' and true
true and false
true or false
1 and 2
0 and 2
0 or 'x'
'' or [] or none
1 or 1/0
0 and 1/0
none or 'd'
a and b or c
fa or fa and t
t or fa and fa
not t or t
not fa and fa
a == 1 and b == 2 or c == 4
a if t else b
a if fa else b
a if t
'x' if a == 1 else 'y' if a == 2 else 'z'
'x' if a == 2 else 'y' if a == 1 else 'z'
(a if fa else b) + 1
1 + a if t else 0
[1 if t else 2, 3 if fa else 4]
{'k': 1 if t else 2}
a or b if fa else c
not a if t else b
'a' ~ 'b' if t else 'c'
1 if xs else 2
1 if ys else 2
1 if ed else 2
1 if n else 2
1 if 0.0 else 2
1 if '0' else 2
a if t and not fa else b
1 if 'a' in 'abc' and 2 > 1 else 0
(1, 2) == (1, 2)
(1) == 1
1 if () else 2
a is defined and a
-1|abs
-a|abs
(-a)|abs
2 * -3
2 - -3
2 -3
- 5
not-1
a+b
a-b
1--1
5 % 3 ** 2
10 // 3 * 3
10 - 2 ** 3
1 < 2 and 2 < 3
1 in [1] == true
1 < 2 in [true]
xs == [1, 2, 3] and d.x.y == 5
a b
1 +
* 2
a ==
(1
[1, 2
{'a' 1}
{'a': }
a ? b : c
a && b
a || b
!a
a = b
'unclosed
a $ b
a # b
a; b
1 if
if a
a if b else
and a
not
a..b
a.
a[
xs[1
f(
a |
a is
""".strip("\n").split("\n")
