package interchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"sijoita/problem"
)

// What is read at most: a whole county with a million contacts is a third of
// maxBytes, and the contract nests six deep.
const (
	maxBytes = 1 << 30
	maxDepth = 64
)

var (
	errTooBig  = errors.New("the document is too big")
	errTooDeep = errors.New("the document is nested too deep")
)

// Read reads one document and finds everything that is wrong with it: by
// itself, and against what the county already holds (nil: nothing). With
// faults there is no document. An error is a failure to read, or held's.
func Read(r io.Reader, held Held) (*Document, []Fault, error) {
	in := newReader(r)
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
	dec    *json.Decoder
	source *source
	depth  int
	at     path
	err    error
	faults faults
}

func newReader(r io.Reader) *reader {
	src := &source{from: transform.NewReader(withoutMark(r), encoding.UTF8Validator), left: maxBytes}
	dec := json.NewDecoder(src)
	dec.UseNumber()
	return &reader{dec: dec, source: src}
}

// next is the next token; nil for null and after a failure.
func (r *reader) next() json.Token {
	if r.err != nil {
		return nil
	}
	tok, err := r.dec.Token()
	if err != nil {
		r.err = err
		return nil
	}
	if delim, ok := tok.(json.Delim); ok {
		r.nest(delim)
	}
	return tok
}

func (r *reader) nest(delim json.Delim) {
	if delim == ']' || delim == '}' {
		r.depth--
		return
	}
	if r.depth++; r.depth > maxDepth {
		r.err = errTooDeep
	}
}

// more tells whether the list or object being read goes on.
func (r *reader) more() bool { return r.err == nil && r.dec.More() }

// skip passes over the rest of a value that began with the token.
func (r *reader) skip(tok json.Token) {
	if tok != json.Delim('{') && tok != json.Delim('[') {
		return
	}
	for outside := r.depth - 1; r.err == nil && r.depth > outside; {
		r.next()
	}
}

// fault notes what is wrong with the value at a key below this place; without
// a key, with the value here.
func (r *reader) fault(key, message string, args problem.Args) {
	if r.err == nil {
		r.faults.add(r.at.to(key), message, args)
	}
}

// refuse notes that a value cannot be taken and passes over it.
func (r *reader) refuse(tok json.Token, message string, args problem.Args) {
	r.fault("", message, args)
	r.skip(tok)
}

// members reads an object, handing on each key with the reader before its value.
func (r *reader) members(tok json.Token, each func(key string)) bool {
	if tok != json.Delim('{') {
		r.refuse(tok, "interchange.not_object", nil)
		return false
	}
	for r.more() {
		key, ok := r.next().(string)
		if !ok {
			return false
		}
		r.at.key(key)
		each(key)
		r.leave()
	}
	r.next()
	return r.err == nil
}

// elements reads a list, handing on the first token of each element.
func (r *reader) elements(tok json.Token, each func(json.Token)) {
	if tok != json.Delim('[') {
		r.refuse(tok, "interchange.not_list", nil)
		return
	}
	for i := 0; r.more(); i++ {
		r.at.index(i)
		each(r.next())
		r.leave()
	}
	r.next()
}

// leave goes up one step, unless reading broke off here.
func (r *reader) leave() {
	if r.err == nil {
		r.at.up()
	}
}

// object reads an object whose keys are known.
func (r *reader) object(tok json.Token, fields []field) bool {
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
			if tok := r.next(); tok != nil {
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
func (r *reader) record(tok json.Token, rec record) {
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
	var syntax *json.SyntaxError
	switch _, err := r.dec.Token(); {
	case err == nil, errors.As(err, &syntax):
		r.fault("", "interchange.goes_on", nil)
	case err != io.EOF:
		r.err = err
	}
}

// brokenOff tells whether the document was read to its end, and else notes why
// it was not. A failure that is not the document's is an error.
func (r *reader) brokenOff() (whole bool, failure error) {
	var syntax *json.SyntaxError
	line := problem.Args{"line": r.line()}
	switch {
	case r.err == nil:
		return true, nil
	case errors.Is(r.err, encoding.ErrInvalidUTF8):
		r.faults.add(r.at.String(), "interchange.not_utf8", line)
	case errors.Is(r.err, errTooBig):
		r.faults.add("", "interchange.too_big", problem.Args{"most": maxBytes >> 20})
	case errors.Is(r.err, errTooDeep):
		r.faults.add(r.at.String(), "interchange.too_deep", line)
	case errors.Is(r.err, io.EOF), errors.Is(r.err, io.ErrUnexpectedEOF):
		r.faults.add(r.at.String(), "interchange.ends_early", line)
	case errors.As(r.err, &syntax):
		r.faults.add(r.at.String(), "interchange.not_json", line)
	default:
		return false, r.err
	}
	return false, nil
}

// line is the line the reader is on, counted from 1.
func (r *reader) line() int {
	ahead, _ := io.ReadAll(r.dec.Buffered())
	return r.source.lines - bytes.Count(ahead, newline) + 1
}

// source counts the lines of what is read and stops when it is too much.
type source struct {
	from  io.Reader
	left  int
	lines int
}

var newline = []byte("\n")

func (s *source) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	s.lines += bytes.Count(p[:n], newline)
	if s.left -= n; s.left < 0 {
		return 0, errTooBig
	}
	return n, err
}

// withoutMark passes over the byte order mark that some editors write first.
func withoutMark(r io.Reader) io.Reader {
	const mark = "\ufeff"
	buffered := bufio.NewReader(r)
	if first, _ := buffered.Peek(len(mark)); string(first) == mark {
		_, _ = buffered.Discard(len(mark))
	}
	return buffered
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
