"""Attributes, items, slices, undefined names, and the methods of texts, lists and mappings."""
VARIABLES = {
    "s": "Hello World", "path": "/etc/nginx/nginx.conf", "ver": "1.2.3", "e": "", "csv": "a,b,,c", "ws": "  a b\tc \n",
    "xs": [3, 1, 2], "names": ["bob", "alice", "carol"], "nested": [[1, 2], [3, [4]]], "ys": [],
    "d": {"k": "v", "n": None, "x": {"y": 5, "list": [1, 2]}, "items": "own", "a-b": 1, "2": "two"}, "ed": {},
    "users": [{"name": "bob", "age": 30}, {"name": "alice", "age": 25, "mail": None}], "n": None, "i": 1, "one": 1.5,
    "results": {"results": [{"stdout": "ok", "rc": 0}, {"stdout": "", "rc": 1}]}, "key": "k",
}
EXPRESSIONS = r"""
d.k
d['k']
d["x"]["y"]
d.x.y
d.x['y']
d['x'].y
d[key]
d['a-b']
d['2']
d.x.list[0]
d.x.list.0
nested.1.1.0
xs[0]
xs[-1]
xs[1 - 1]
xs[i]
xs[true]
xs.0
s[0]
s[-1]
users[0].name
users.0.name
users[0]['name']
users[-1].mail
results.results[0].stdout
results.results.0.rc
(xs)[0]
[1, 2, 3][1]
{'a': 1}.a
{'a': 1}['a']
'abc'[1]
(1, 2)[0]
missing
missing.a
missing.a.b.c
missing['a']
missing[0]
d.missing
d.missing.deeper
d['missing']
xs[9]
xs[-9]
xs['a']
s[99]
n.x
n['x']
i.x
users[5].name
missing == 1
missing + 1
missing ~ 'a'
missing and true
not missing
missing or true
true or missing
false and missing
missing in xs
1 in missing
[missing]
missing if true else 1
1 if missing else 2
missing()
missing.method()
d.missing()
d.k()
xs()
5()
missing | default('d')
missing.a.b | default('d')
d.missing | default('d')
d.missing.deeper | default('d')
d.k | default('d')
n | default('d')
n | default('d', true)
e | default('d', true)
e | default('d')
d.n | default('x')
missing | default(missing2) | default(3)
missing | default
default | default('no such name')
missing is defined
missing is not defined
missing is undefined
d.missing is defined
d.x.y is defined
missing.a is defined
n is defined
d.n is defined
xs[9] is defined
missing | default([]) | length
missing | d('short')
(missing | default(5)) + 1
missing | default(5) + 1
missing | upper
missing | length
xs[:2]
xs[1:]
xs[:]
xs[::2]
xs[::-1]
xs[-2:]
xs[:-1]
xs[5:]
xs[1:1]
xs[2:0:-1]
xs[0:10:2]
xs[::0]
s[:5]
s[6:]
s[::-1]
s[-5:-2]
s[2:4]
'abc'[1:][0]
(1, 2, 3)[1:]
xs[none:2]
xs[:i]
d[1:2]
n[1:]
5[1:]
xs['a':]
ver.split('.')
ver.split('.')[0]
ver.split('.')[0] | int
ver.split('.', 1)
ver.rsplit('.', 1)
ver.split('.') | map('int') | list
csv.split(',')
csv.split(',', 2)
csv.rsplit(',', 2)
csv.rsplit(',')
e.split(',')
e.split()
ws.split()
ws.split(none, 1)
ws.rsplit(none, 1)
ws.split(maxsplit=1)
s.split('o')
s.split('xyz')
s.split('')
s.split('l', -1)
'a--b--c'.split('--')
'a\nb\r\nc\n'.splitlines()
'a\nb\n'.splitlines(true)
'a\n\nb'.splitlines()
''.splitlines()
ws.strip()
ws.lstrip()
ws.rstrip()
'xxaxx'.strip('x')
'xyaxy'.lstrip('xy')
'file.tar.gz'.rstrip('.gz')
s.startswith('Hello')
s.startswith(('x', 'He'))
s.startswith('World', 6)
s.endswith('ld')
s.endswith(('x', 'ld'))
s.endswith('lo', 0, 5)
s.find('o')
s.find('o', 5)
s.find('zz')
s.rfind('o')
s.find('o', 5, 6)
s.find('')
s.find('o', -5)
s.index('W')
s.index('zz')
s.rindex('l')
s.count('l')
s.count('l', 4)
s.count('')
'aaaa'.count('aa')
s.replace('World', 'You')
s.replace('l', 'L', 1)
s.replace('l', '')
'aaa'.replace('', '-')
'aaa'.replace('', '-', 2)
'aaa'.replace('a', 'b', 0)
s.upper()
s.lower()
s.title()
"it's a dog-house".title()
s.capitalize()
'hELLO'.capitalize()
s.swapcase()
'straße'.upper()
'ÀÉ'.lower()
'ß'.casefold()
'42'.isdigit()
'4.2'.isdigit()
''.isdigit()
'-1'.isdigit()
'42'.isnumeric()
'42'.isdecimal()
'abc'.isalpha()
'ab1'.isalpha()
'ab1'.isalnum()
'a b'.isalnum()
' \t'.isspace()
''.isspace()
'ABC'.isupper()
'ABc'.isupper()
'123'.isupper()
'abc'.islower()
'Hello World'.istitle()
'Hello world'.istitle()
'abc'.isidentifier()
'1abc'.isidentifier()
'abc'.isascii()
'é'.isascii()
'5'.zfill(3)
'-5'.zfill(4)
'abc'.zfill(2)
'a'.ljust(3)
'a'.ljust(3, '.')
'a'.rjust(3)
'a'.rjust(3, '0')
'a'.center(4)
'a'.center(5, '*')
'ab'.center(5, '*')
'ab'.center(4)
'abc'.center(2)
'a\tb'.expandtabs(4)
'a\tb'.expandtabs()
'a=b=c'.partition('=')
'a=b=c'.rpartition('=')
'abc'.partition('=')
'abc'.rpartition('=')
'prefix-x'.removeprefix('prefix-')
'x.conf'.removesuffix('.conf')
'x.conf'.removesuffix('')
'-'.join(['a', 'b'])
','.join(names)
''.join([])
','.join('abc')
','.join([1, 2])
','.join(d)
'{} {}'.format('a', 'b')
'{0}-{1}-{0}'.format('a', 'b')
'{name}={value}'.format(name='x', value=5)
'{0[k]} {0[x][y]}'.format(d)
'{:>5}|{:<5}|{:^5}|'.format('a', 'b', 'c')
'{:05d} {:+d} {:x} {:X} {:o} {:b} {:#x}'.format(42, 42, 255, 255, 8, 5, 255)
'{:.2f} {:e} {:g} {:%}'.format(3.14159, 12345.678, 0.00001, 0.25)
'{:,} {:_}'.format(1234567, 1234567)
'{:*^9}'.format('mid')
'{!r} {!s}'.format('a', 'b')
'{{}} {}'.format(1)
'{:{}}|'.format('a', 5)
'{:.3}'.format('abcdef')
'{}'.format(xs)
'{}'.format(none)
'{}'.format(1.0)
'{:5}|{:<5}|'.format(42, 42)
'{} {}'.format('a')
'{x}'.format(y=1)
'{'.format()
'%s' % 'a'.upper()
s.nosuch()
s.nosuch
names.index('alice')
names.index('zed')
names.count('bob')
xs.index(2)
names.append('x')
xs.copy()
xs.pop()
xs.pop(0)
xs.pop(9)
ys.pop()
xs.sort()
xs.reverse()
xs.extend([4])
xs.insert(0, 9)
xs.remove(1)
xs.remove(99)
xs.nosuch()
d.get('k')
d.get('zz')
d.get('zz', 'def')
d.get('n', 'def')
d.get('x').get('y')
d.get('x', {}).get('z', {}).get('w', 1)
ed.get('a')
d.x.keys() | list
d.x.values() | list
d.x.items() | list
d['items']
ed.items() | list
d.x.copy()
d.x.pop('y')
d.x.pop('zz')
d.x.pop('zz', 0)
d.x.update({'z': 1})
d.x.setdefault('y', 9)
d.x.setdefault('z', 9)
d.keys() | sort
'k' in d.keys()
d.x | length
s | length
users | map(attribute='name') | list
users | selectattr('age', '>', 26) | map(attribute='name') | list
users | selectattr('mail', 'defined') | list
users | rejectattr('mail', 'defined') | map(attribute='name') | first
users | sort(attribute='age') | map(attribute='name') | join(',')
users | map(attribute='mail', default='-') | list
names | map('upper') | list
names | reject('equalto', 'bob') | list
range(3) | list
range(1, 4) | list
range(10, 0, -3) | list
range(0) | list
range(2, 2) | list
range(1, 10, 0)
range()
dict(a=1, b=2)
dict([('a', 1), ('b', 2)])
dict({'a': 1}, b=2)
dict(names)
dict(**ed)
[1, 2, *xs]
names | join(', ')
path.split('/')[-1]
path.split('/')[:-1] | join('/')
s.lower().replace(' ', '-').split('-')[0]
(s | lower).upper()
(names | first).upper()
names | first | upper
d.x.list | sum
users | sum(attribute='age')
users | groupby('age') | map('first') | list
xs | sort | first
xs | sort(reverse=true)
xs | max
names | map('length') | list
names | map('replace', 'b', 'c') | list
names | batch(2) | list
nested | sum(start=[])
[1, [2, [3]]] | flatten
[[1, 2], [3]] | map('first') | list
d.x | dict2items
{'a': 1} | dict2items | map(attribute='key') | list
'1,2,3'.split(',') | map('int') | sum
"{'a': 1}"
""".strip("\n").split("\n")
