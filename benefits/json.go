package benefits

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

// What is wrong with a document, beside its place. They are the words of every
// document that Sijoita reads.
const (
	faultMissing     = "interchange.missing"
	faultUnknownKey  = "interchange.unknown_key"
	faultKeyTwice    = "interchange.key_twice"
	faultNotObject   = "interchange.not_object"
	faultNotList     = "interchange.not_list"
	faultNotText     = "interchange.not_text"
	faultNotNumber   = "interchange.not_number"
	faultNotWhole    = "interchange.not_whole"
	faultNotYesNo    = "interchange.not_yes_no"
	faultNegative    = "interchange.negative"
	faultDay         = "interchange.day"
	faultWord        = "interchange.word"
	faultTooLarge    = "benefits.fault.too_large"
	faultMoneyDigits = "benefits.fault.cents"
)

// member is a key of an object and its value.
type member struct {
	key   string
	value node
	twice bool
}

// node is a value of a JSON document with its place in it.
type node struct {
	path    string
	of      any // nil, bool, string, json.Number, []node or []member
	present bool
}

// maxDepth is deeper than any document that is read here.
const maxDepth = 16

var errTooDeep = errors.New("nested too deep")

// readJSON reads one document whole. What is no JSON is one Invalid problem.
func readJSON(r io.Reader) (node, error) {
	dec := json.NewDecoder(r)
	dec.UseNumber()
	doc, err := readNode(dec, "", 0)
	if err == nil {
		if _, more := dec.Token(); more != io.EOF {
			return node{}, problem.New(problem.Invalid, "interchange.goes_on")
		}
		return doc, nil
	}
	return node{}, problem.New(problem.Invalid, "benefits.fault.not_json").With("byte", int(dec.InputOffset()))
}

func readNode(dec *json.Decoder, path string, depth int) (node, error) {
	if depth > maxDepth {
		return node{}, errTooDeep
	}
	token, err := dec.Token()
	if err != nil {
		return node{}, err
	}
	n := node{path: path, of: token, present: true}
	switch token {
	case json.Delim('['):
		n.of, err = readItems(dec, path, depth)
	case json.Delim('{'):
		n.of, err = readMembers(dec, path, depth)
	}
	return n, err
}

func readItems(dec *json.Decoder, path string, depth int) ([]node, error) {
	items := []node{}
	for dec.More() {
		item, err := readNode(dec, node{path: path}.item(len(items)).path, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := dec.Token()
	return items, err
}

func readMembers(dec *json.Decoder, path string, depth int) ([]member, error) {
	members := []member{}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		key, ok := token.(string)
		if !ok {
			return nil, fmt.Errorf("%v is no key", token)
		}
		at := key
		if path != "" {
			at = path + "." + key
		}
		value, err := readNode(dec, at, depth+1)
		if err != nil {
			return nil, err
		}
		twice := slices.ContainsFunc(members, func(m member) bool { return m.key == key })
		members = append(members, member{key, value, twice})
	}
	_, err := dec.Token()
	return members, err
}

// checked reads values out of nodes and notes what is wrong with each.
type checked struct{ faults problem.Fields }

func (c *checked) fault(n node, key string, args ...problem.Args) { c.faults.Add(n.path, key, args...) }

// object gives the members of an object by the keys it may have. A key with !
// must be there and not be null.
func (c *checked) object(n node, keys ...string) map[string]node {
	found := c.known(n, keys...)
	members, _ := n.of.([]member)
	for _, m := range members {
		if _, known := found[m.key]; !known {
			c.fault(m.value, faultUnknownKey)
		}
	}
	return found
}

// known is object for one that may have keys besides.
func (c *checked) known(n node, keys ...string) map[string]node {
	found := map[string]node{}
	members, ok := n.of.([]member)
	if !ok {
		c.fault(n, faultNotObject)
	}
	for _, key := range keys {
		name, must := key, false
		if last := len(key) - 1; key[last] == '!' {
			name, must = key[:last], true
		}
		found[name] = node{path: n.child(name)}
		for _, m := range members {
			if m.key == name && m.value.of != nil {
				found[name] = m.value
			}
		}
		if ok && must && !found[name].present {
			c.fault(found[name], faultMissing)
		}
	}
	for _, m := range members {
		if _, asked := found[m.key]; asked && m.twice {
			c.fault(m.value, faultKeyTwice)
		}
	}
	return found
}

// item is the place of an item of a list.
func (n node) item(i int) node { return node{path: fmt.Sprintf("%s[%d]", n.path, i)} }

func (n node) child(name string) string {
	if n.path == "" {
		return name
	}
	return n.path + "." + name
}

// list gives the items of a list; one that is not there is empty.
func (c *checked) list(n node) []node {
	items, ok := n.of.([]node)
	if n.present && !ok {
		c.fault(n, faultNotList)
	}
	return items
}

// text gives a text; one that is not there is empty.
func (c *checked) text(n node) string {
	s, ok := n.of.(string)
	if n.present && !ok {
		c.fault(n, faultNotText)
	}
	return s
}

// yesNo gives a truth; one that is not there is as told.
func (c *checked) yesNo(n node, absent bool) bool {
	if !n.present {
		return absent
	}
	b, ok := n.of.(bool)
	if !ok {
		c.fault(n, faultNotYesNo)
	}
	return b
}

// day gives a day; one that is not there is none.
func (c *checked) day(n node) casework.Day {
	s := c.text(n)
	if s == "" && (!n.present || n.of != "") {
		return casework.Day{}
	}
	day, err := casework.ParseDay(s)
	if err != nil {
		c.fault(n, faultDay, problem.Args{"value": s})
	}
	return day
}

// number gives a number of zero or more, as it is written; one that is not
// there is 0. A text with a number in it is a number.
func (c *checked) number(n node, most int64) rules.Decimal {
	var written string
	switch of := n.of.(type) {
	case json.Number:
		written = string(of)
	case string:
		written = of
	default:
		if n.present {
			c.fault(n, faultNotNumber)
		}
		return rules.No
	}
	if len(written) > 1 && written[0] == '-' {
		if _, err := rules.ParseDecimal(written[1:]); err == nil {
			c.fault(n, faultNegative)
			return rules.No
		}
	}
	d, err := rules.ParseDecimal(written)
	switch {
	case err != nil:
		c.fault(n, faultNotNumber)
	case d.More(rules.Whole(most)):
		c.fault(n, faultTooLarge, problem.Args{"most": int(most)})
		return rules.No
	}
	return d
}

// mostEuros is more than any amount of a month that is asked about.
const mostEuros = 1_000_000

// money gives an amount of euros with at most two decimals.
func (c *checked) money(n node) casework.Cents {
	d := c.number(n, mostEuros)
	if !d.Equal(d.Cents()) {
		c.fault(n, faultMoneyDigits)
	}
	return cents(d)
}

// count gives a whole number.
func (c *checked) count(n node, most int64) int {
	d := c.number(n, most)
	if !d.Equal(d.Down()) {
		c.fault(n, faultNotWhole)
	}
	return int(d.Whole())
}

// word gives one of some words.
func word[T ~string](c *checked, n node, words ...T) T {
	s := T(c.text(n))
	if s != "" && !slices.Contains(words, s) {
		c.fault(n, faultWord, problem.Args{"value": string(s), "words": listed(words)})
	}
	return s
}
