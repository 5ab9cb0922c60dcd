package interchange

import (
	"errors"
	"io"

	"sijoita/problem"
)

// maxDepth is how deep a document may nest; the contract nests six deep.
const maxDepth = 64

var (
	errTooDeep = errors.New("the document is nested too deep")
	errFlood   = errors.New("there is more wrong with the document than anybody reads")
)

// Read reads one document and finds everything that is wrong with it: by
// itself, and against what the county already holds (nil: nothing). With
// faults there is no document. An error is a failure to read, or held's.
func Read(r io.Reader, held Held) (*Document, []Fault, error) {
	in := newReader(r, maxBytes)
	d := new(Document)
	in.object(in.next(), d.fields())
	in.end()
	whole, err := in.brokenOff()
	if err != nil {
		return nil, nil, err
	}
	if whole {
		if err := checkReferences(d, held, &in.faults); err != nil {
			return nil, nil, err
		}
	}
	if found := in.faults.all(); len(found) > 0 {
		return nil, found, nil
	}
	d.nameOnce()
	return d, nil, nil
}

// reader walks a document and knows where it is. The first failure to go on
// stands in err: from then on nothing more is read and no fault is found.
type reader struct {
	tokens *tokens
	depth  int
	at     path
	err    error
	faults faults
}

func newReader(r io.Reader, most int64) *reader { return &reader{tokens: newTokens(r, most)} }

// next takes the first token of a value.
func (r *reader) next() token {
	if r.err != nil {
		return token{}
	}
	var tok token
	tok, r.err = r.tokens.value()
	return tok
}

// members reads an object, handing on each key with the reader before its
// value. It tells whether it came to the end.
func (r *reader) members(tok token, each func(key string)) bool {
	if tok.kind != anObject {
		r.refuse(tok, "interchange.not_object", nil)
		return false
	}
	for i := r.enter(); r.goesOn(i, '}'); i++ {
		key := r.next()
		if key.kind != aText {
			r.fail(errNotJSON)
			break
		}
		r.at.key(key.text)
		r.fail(r.tokens.sign(':'))
		each(key.text)
		r.leave()
	}
	return r.err == nil
}

// elements reads a list, handing on the first token of each element.
func (r *reader) elements(tok token, each func(token)) {
	if tok.kind != aList {
		r.refuse(tok, "interchange.not_list", nil)
		return
	}
	for i := r.enter(); r.goesOn(i, ']'); i++ {
		r.at.index(i)
		each(r.next())
		r.leave()
	}
}

// enter goes into an object or a list and gives the number of its first element.
func (r *reader) enter() int {
	if r.depth++; r.depth > maxDepth {
		r.fail(errTooDeep)
	}
	return 0
}

// goesOn tells whether the object or list has an i-th element, and goes out of
// it when it has not.
func (r *reader) goesOn(i int, end byte) bool {
	if r.err != nil {
		return false
	}
	if r.faults.untold > maxUntold {
		r.fail(errFlood)
		return false
	}
	c, err := r.tokens.peek()
	switch {
	case err != nil:
		r.fail(err)
	case c == end:
		r.fail(r.tokens.sign(end))
		r.depth--
		return false
	case i > 0:
		r.fail(r.tokens.sign(','))
	}
	return r.err == nil
}

// leave goes up one step, unless reading broke off here.
func (r *reader) leave() {
	if r.err == nil {
		r.at.up()
	}
}

// fail ends the reading; no error ends nothing.
func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// skip passes over the rest of a value that began with the token. If reading
// breaks off in it, that is told of the value.
func (r *reader) skip(tok token) {
	here := len(r.at)
	switch tok.kind {
	case anObject:
		r.members(tok, func(string) { r.skip(r.next()) })
	case aList:
		r.elements(tok, r.skip)
	}
	r.at = r.at[:here]
}

// fault notes what is wrong with the value at a key below this place; without
// a key, with the value here.
func (r *reader) fault(key, message string, args problem.Args) {
	if r.err == nil {
		r.faults.add(r.at.to(key), message, args)
	}
}

// refuse notes that a value cannot be taken and passes over it.
func (r *reader) refuse(tok token, message string, args problem.Args) {
	r.fault("", message, args)
	r.skip(tok)
}

// object reads an object whose keys are known. It tells whether it came to
// the end.
func (r *reader) object(tok token, fields []field) bool {
	var seen, told keySet
	whole := r.members(tok, func(key string) {
		i := find(fields, key)
		switch {
		case i < 0:
			r.refuse(r.next(), "interchange.unknown_key", nil)
		case seen.has(i):
			r.refuse(r.next(), "interchange.key_twice", nil)
		default:
			seen.add(i)
			if tok := r.next(); tok.kind != aNull {
				told.add(i)
				fields[i].value.read(r, tok)
			}
		}
	})
	if !whole {
		return false
	}
	for i, f := range fields {
		if f.required() && !told.has(i) {
			r.fault(f.key(), "interchange.missing", nil)
		}
	}
	return true
}

// record reads an object and then checks it as a whole.
func (r *reader) record(tok token, rec record) {
	if !r.object(tok, rec.fields()) {
		return
	}
	if c, ok := rec.(interface{ check(*reader) }); ok {
		c.check(r)
	}
}

// end makes sure that nothing follows the document.
func (r *reader) end() {
	if r.err != nil {
		return
	}
	switch _, err := r.tokens.peek(); err {
	case nil:
		r.fault("", "interchange.goes_on", nil)
	case io.EOF:
	default:
		r.fail(err)
	}
}

// brokenOff tells whether the document was read to its end, and else notes why
// it was not. A failure that is not the document's is an error.
func (r *reader) brokenOff() (whole bool, failure error) {
	line := problem.Args{"line": r.tokens.line}
	switch {
	case r.err == nil:
		return true, nil
	case errors.Is(r.err, io.EOF), errors.Is(r.err, io.ErrUnexpectedEOF):
		r.faults.add(r.at.String(), "interchange.ends_early", line)
	case errors.Is(r.err, errNotJSON):
		r.faults.add(r.at.String(), "interchange.not_json", line)
	case errors.Is(r.err, errNotUTF8):
		r.faults.add(r.at.String(), "interchange.not_utf8", line)
	case errors.Is(r.err, errTooDeep):
		r.faults.add(r.at.String(), "interchange.too_deep", line)
	case errors.Is(r.err, errTooLong):
		r.faults.add(r.at.String(), "interchange.too_long", line)
	case errors.Is(r.err, errFlood): // as many faults as are told stand there already
	case errors.Is(r.err, errTooBig):
		r.faults.add("", "interchange.too_big", problem.Args{"most": maxBytes >> 20})
	default:
		return false, r.err
	}
	return false, nil
}

// keySet holds the places of an object's fields that have been met.
type keySet uint64

func (s *keySet) add(i int)     { *s |= 1 << i }
func (s keySet) has(i int) bool { return s&(1<<i) != 0 }

func find(fields []field, key string) int {
	for i, f := range fields {
		if f.key() == key {
			return i
		}
	}
	return -1
}
