package interchange

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// The tokens of JSON are read here and not by encoding/json, because its
// decoder takes bytes that are no UTF-8 and halves of characters silently,
// knows no lines, and needs most of the time of a large import.

// kind is what a value is, by its first token.
type kind byte

const (
	broken kind = iota // reading cannot go on
	anObject
	aList
	aText
	aNumber
	aYesNo
	aNull
)

// token is the beginning of a value; of a text, a number and a yes or no, all
// of it.
type token struct {
	kind kind
	text string // what a text says, a number as it is written, true or false
}

// maxBytes is what is read at most: a whole county with a million contacts is
// a third of it.
const maxBytes = 1 << 30

// maxWord is how long a text or a number may be, in bytes: a hundred times what
// anybody writes into one field.
const maxWord = 1 << 20

var (
	errNotJSON = errors.New("this cannot stand here in JSON")
	errNotUTF8 = errors.New("the text is not UTF-8")
	errTooBig  = errors.New("the document is too big")
	errTooLong = errors.New("a text or a number is too long")
)

// tokens reads a document token by token.
type tokens struct {
	in    *bufio.Reader
	limit *io.LimitedReader
	line  int // counted from 1
	word  []byte
}

// newTokens reads at most so many bytes of r.
func newTokens(r io.Reader, most int64) *tokens {
	limit := &io.LimitedReader{R: r, N: most + 1}
	in := bufio.NewReaderSize(limit, 1<<16)
	const mark = "\ufeff" // the byte order mark that some editors write first
	if first, _ := in.Peek(len(mark)); string(first) == mark {
		_, _ = in.Discard(len(mark))
	}
	return &tokens{in: in, limit: limit, line: 1}
}

// take is the next byte.
func (t *tokens) take() (byte, error) {
	c, err := t.in.ReadByte()
	if err == io.EOF && t.limit.N <= 0 {
		return 0, errTooBig
	}
	return c, err
}

// peek is the next byte that is no space. It stays to be taken.
func (t *tokens) peek() (byte, error) {
	for {
		c, err := t.take()
		switch {
		case err != nil:
			return 0, err
		case c == '\n':
			t.line++
		case c != ' ' && c != '\t' && c != '\r':
			return c, t.in.UnreadByte()
		}
	}
}

// sign takes one of the signs between values.
func (t *tokens) sign(want byte) error {
	c, err := t.peek()
	if err == nil && c != want {
		err = errNotJSON
	}
	if err == nil {
		_, err = t.take()
	}
	return err
}

// value takes the first token of a value.
func (t *tokens) value() (token, error) {
	c, err := t.peek()
	if err != nil {
		return token{}, err
	}
	switch c {
	case '{':
		return token{kind: anObject}, t.sign(c)
	case '[':
		return token{kind: aList}, t.sign(c)
	case '"':
		return t.text()
	default:
		return t.bare()
	}
}

// bare takes a number, true, false or null.
func (t *tokens) bare() (token, error) {
	t.word = t.word[:0]
	for {
		c, err := t.take()
		if err == io.EOF {
			break
		}
		if err != nil {
			return token{}, err
		}
		if !inBare(c) {
			if err := t.in.UnreadByte(); err != nil {
				return token{}, err
			}
			break
		}
		if t.word = append(t.word, c); len(t.word) > maxWord {
			return token{}, errTooLong
		}
	}
	switch word := string(t.word); {
	case word == "null":
		return token{kind: aNull}, nil
	case word == "true" || word == "false":
		return token{aYesNo, word}, nil
	case json.Valid(t.word):
		return token{aNumber, word}, nil
	default:
		return token{}, errNotJSON
	}
}

func inBare(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-' || c == '+' || c == '.' || c == 'E'
}

// text takes a text with its quotes.
func (t *tokens) text() (token, error) {
	if err := t.sign('"'); err != nil {
		return token{}, err
	}
	t.word = t.word[:0]
	for {
		c, err := t.take()
		switch {
		case err != nil:
			return token{}, err
		case c == '"':
			if !utf8.Valid(t.word) {
				return token{}, errNotUTF8
			}
			return token{aText, string(t.word)}, nil
		case c == '\\':
			err = t.escape()
		case c < ' ':
			err = errNotJSON
		default:
			t.word = append(t.word, c)
		}
		if err == nil && len(t.word) > maxWord {
			err = errTooLong
		}
		if err != nil {
			return token{}, err
		}
	}
}

// escapes are the characters that a letter after a backslash stands for.
var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape takes what follows a backslash.
func (t *tokens) escape() error {
	c, err := t.take()
	if err != nil {
		return err
	}
	if c == 'u' {
		return t.codePoint()
	}
	said, ok := escapes[c]
	if !ok {
		return errNotJSON
	}
	t.word = append(t.word, said)
	return nil
}

// codePoint takes the digits after \u, and those of a second half after a
// first one. A half alone is no character.
func (t *tokens) codePoint() error {
	r, err := t.hex()
	if err == nil && utf16.IsSurrogate(r) {
		r, err = t.secondHalf(r)
	}
	if err == nil {
		t.word = utf8.AppendRune(t.word, r)
	}
	return err
}

func (t *tokens) secondHalf(first rune) (rune, error) {
	for _, want := range []byte(`\u`) {
		c, err := t.take()
		if err != nil {
			return 0, err
		}
		if c != want {
			return 0, errNotUTF8
		}
	}
	second, err := t.hex()
	r := utf16.DecodeRune(first, second)
	if err == nil && r == utf8.RuneError {
		err = errNotUTF8
	}
	return r, err
}

func (t *tokens) hex() (rune, error) {
	var r rune
	for range 4 {
		c, err := t.take()
		if err != nil {
			return 0, err
		}
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, errNotJSON
		}
		r = r<<4 | rune(c)
	}
	return r, nil
}
