"""Tests (`is`), filters with all forms of arguments, calls, and expressions as real roles have them."""
VARIABLES = {
    "a": 1, "s": "text", "n": None, "xs": [1, 2, 3], "ys": [], "d": {"k": "v"}, "f": 1.5, "t": True, "fa": False,
    "users": [{"name": "bob", "groups": ["admin"]}, {"name": "eve", "groups": []}], "e": "",
    "ansible_facts": {"os_family": "Debian", "distribution_major_version": "12", "mounts": [{"mount": "/", "size": 10}]},
    "result": {"rc": 0, "stdout": "active\n", "stdout_lines": ["active"], "changed": False, "failed": False},
    "port": "8080", "mem": 2048, "hosts": ["web-01", "web-02", "db-01"], "pkg": {"nginx": [{"version": "1.22"}]},
}
EXPRESSIONS = r"""
a is defined
a is not defined
not a is defined
a is defined and s is defined
a is defined or missing
a is number
a is integer
f is float
f is number
t is boolean
t is integer
t is number
s is string
n is none
n is not none
xs is iterable
s is iterable
xs is sequence
d is mapping
xs is mapping
a is odd
a is even
4 is divisibleby 2
4 is divisibleby(3)
a is sameas 1
t is sameas true
a is equalto 1
a is eq 1
a is ne 2
a is lt 2
a is gt 2
a is ge 1
a is le(0)
a is in xs
a is in [2, 3]
a is not in [2]
's' is in s
s is upper
s is lower
s is eq('text')
s is == 'text'
true is true
false is false
1 is true
t is callable
range is callable
s is escaped
'upper' is filter
'nosuch' is filter
'defined' is test
a is nosuch
a | nosuch
a is defined is defined
(a is defined) is true
a is number and not s is number
a is odd | string
a is odd and t is true
a is not odd or fa
xs | length is even
xs | length is gt 2
xs | first is odd
a + 1 is even
(a + 1) is even
not a is number
s is string and s | length > 3
d.k is defined
d.k is string
d['zz'] is undefined
s|upper
s | upper | lower
s | replace('t', 'T')
s | replace('t', 'T', 1)
s | center(10) | trim
xs | join
xs | join(',')
xs | join(d='-')
s | default('x') | upper
s|upper|length
(s|upper)|length
-1 | abs
(1 - 3) | abs
1 - 3 | abs
2 * 3 | string
'a' ~ 1 | string
'a' ~ xs | length
xs | length + 1
xs | length * 2
1 + xs | length
not xs | length
xs | length == 3
xs | length > 2 and ys | length == 0
xs|list|length
s | upper == 'TEXT'
'x' if s | length > 3 else 'y'
[s | upper, s | length]
{'k': s | upper}
s | default('a' if t else 'b')
(s if t else '') | upper
s if t else '' | upper
xs | select('odd') | list
xs | select('gt', 1) | list
xs | reject('odd') | list
xs | map('string') | list
xs | map('string') | join('+')
users | map(attribute='groups') | list
users | selectattr('groups') | map(attribute='name') | list
users | selectattr('name', 'equalto', 'bob') | first
(users | selectattr('name', 'equalto', 'bob') | first).groups
(users | selectattr('name', '==', 'zed') | list) | length
users | selectattr('name', 'in', ['bob', 'zed']) | list | length
users | map(attribute='name') | map('upper') | join(' ')
xs | first
ys | first | default('none')
ys | first
ys | last
xs | last
xs | random(1, 2, 3)
xs | sum
ys | sum
xs | min
xs | max
ys | max
xs | reverse | list
s | reverse
s | list
d | list
d | dictsort
{'b': 1, 'a': 2} | dictsort
{'b': 1, 'a': 2} | dictsort(by='value')
{'b': 1, 'a': 2} | dictsort(reverse=true)
d | items | list
xs | slice(2) | list
[3, 1, 2] | sort
['b', 'A', 'c'] | sort
['b', 'A', 'c'] | sort(case_sensitive=true)
[1, 'a'] | sort
[1, 1, 2] | unique | list
['a', 'A'] | unique | list
'5' | int
'abc' | int
'abc' | int(7)
'0x1f' | int(0, 16)
'1f' | int(base=16)
'5.7' | int
5.7 | int
none | int
'5.5' | float
'x' | float
'x' | float(1.0)
3.7 | round
3.14159 | round(2)
3.7 | round(0, 'floor')
3.2 | round(method='ceil') | int
42 | string
none | string
true | string
xs | string
'text' | capitalize
'a b' | title
'a b c' | wordcount
'  x ' | trim
'xxaxx' | trim('x')
'abcdef' | truncate(5)
'a\nb' | indent(2)
'a\nb' | indent(2, true)
'%s-%s' | format(1, 2)
'%s' | format(s)
'<a>' | escape
'<a>' | e
'<a>' | safe
'a b' | urlencode
{'a': 1} | urlencode
{'a': [1, 2]} | tojson
1024 | filesizeformat
'abc' | first
'abc' | last
'abc' | batch(2) | list
[1, 2, 3] | batch(2, 0) | list
users | map(attribute='groups.0') | list
users | map(attribute='groups.0', default='-') | list
d | length
5 | length
n | length
'yes' | bool
'no' | bool
'on' | bool and true
0 | bool
true | ternary('a', 'b')
(a == 2) | ternary('a', 'b')
none | ternary('a', 'b', 'c')
'/a/b.c' | basename
{'a': 1} | to_json
'{"a": [1, 2]}' | from_json
('{"a": [1, 2]}' | from_json).a[1]
[1, [2, [3]]] | flatten
'a b' | quote
'ab' | quote
[1, 2, 3] | difference([2])
ansible_facts.os_family == 'Debian'
ansible_facts['os_family'] == "Debian"
ansible_facts.os_family in ['Debian', 'Ubuntu']
ansible_facts.os_family | lower
ansible_facts.distribution_major_version | int >= 11
ansible_facts.distribution_major_version is defined and ansible_facts.distribution_major_version | int > 12
ansible_facts.os_family == 'Debian' and ansible_facts.distribution_major_version == '12'
(ansible_facts.mounts | selectattr('mount', 'equalto', '/') | first).size
ansible_facts.mounts | selectattr('mount', 'equalto', '/') | map(attribute='size') | first
result.rc == 0
result.rc != 0
result.rc not in [0, 1]
result.stdout == 'active'
'active' in result.stdout
result.stdout | trim == 'active'
result.stdout_lines | length > 0
result.stdout_lines[0]
result.changed
not result.changed
result.rc == 0 and not result.failed
result.stdout.find('act') != -1
result.stdout.strip() == 'active'
result.missing | default(false)
result.stderr | default('') | length == 0
port | int + 1
port | int == 8080
(mem * 0.7) | int
(mem / 4) | round | int
mem // 1024 ~ 'G'
(mem * 0.25) | round(0, 'floor') | int ~ 'M'
hosts[0]
hosts.index('web-02') + 1
hosts | reject('equalto', 'db-01') | join(' ')
hosts | map('replace', '-', '_') | list
'web-01' in hosts
hosts[:2] | join(',')
'nginx' in pkg
pkg['nginx'][0]['version']
pkg.nginx.0.version is defined
pkg['apache'] is not defined
pkg.get('apache', [{}])[0].version | default('none')
'a' if missing is defined else 'b'
missing | default('a') == 'a'
missing | default(none) is none
(missing | default({})).a | default('x')
missing | default([1]) | first
[1, 2] | map('multiply', 2)
xs | map
xs | map(attribute='x', nosuch=1) | list
range(3) | map('string') | join
range(1, 4) | sum
s.upper() ~ '-' ~ (a + 1)
s[0] | upper ~ s[1:]
(s[0] | upper) ~ s[1:]
'a,b' .split(',')
[['a', 1], ['b', 2]] | map('first') | join
(1, 2) | join
dict(a=1) | length
dict(a=1).a
dict(xs | map('string') | batch(1) | map('first') | batch(3))
{'a': 1}.items() | list
{'a': 1}.get('b', 2)
namespace(a=1).a
namespace().a
namespace(a=1).b | default('x')
[1, 2, 3] | select | list
[0, 1, '', 'a', none] | select | list
[0, 1, '', 'a', none] | reject | list
users | groupby('name') | list | length
(users | groupby('name') | list)[0][0]
'abc' | upper()
'abc' | replace(old='a', new='b')
'abc' | replace(*['a', 'b'])
'abc' | replace(**{'old': 'a', 'new': 'z'})
'abc' | replace('a', new='b', 'c')
'{}-{}'.format(*[1, 2])
'{a}'.format(**{'a': 1})
s | filter
s |
s | upper | | lower
s is
s is not
""".strip("\n").split("\n")
