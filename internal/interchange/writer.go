package interchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Write writes a document: the keys in the order of the contract, every one of
// them, and each record on a line of its own, so that two exports can be
// compared line by line. What Read gave is written so that Read gives it again.
//
// It refuses a number that no document can hold (infinite or none).
func Write(w io.Writer, d *Document) error {
	out := &writer{out: bufio.NewWriter(w)}
	out.object(d.fields())
	out.raw("\n")
	if out.err != nil {
		return fmt.Errorf("write the document: %w", out.err)
	}
	if err := out.out.Flush(); err != nil {
		return fmt.Errorf("write the document: %w", err)
	}
	return nil
}

// writer writes values with what stands between them. The document and its
// lists go over many lines, what is in them on one.
type writer struct {
	out   *bufio.Writer // keeps its first failure until Flush
	depth int
	begun bool // something stands in the object or list that is open
	err   error
}

// linesBelow is the depth from which all goes on one line.
const linesBelow = 2

func (w *writer) raw(s string) { _, _ = w.out.WriteString(s) }

func (w *writer) open(bracket string) {
	w.raw(bracket)
	w.depth++
	w.begun = false
}

// element begins an element of a list, or a key of an object.
func (w *writer) element() {
	if w.begun {
		w.raw(",")
	}
	switch {
	case w.depth <= linesBelow:
		w.raw("\n" + strings.Repeat(" ", w.depth))
	case w.begun:
		w.raw(" ")
	}
	w.begun = true
}

func (w *writer) close(bracket string) {
	w.depth--
	if w.begun && w.depth < linesBelow {
		w.raw("\n" + strings.Repeat(" ", w.depth))
	}
	w.raw(bracket)
	w.begun = true
}

func (w *writer) key(name string) {
	w.element()
	w.text(name)
	w.raw(": ")
}

func (w *writer) object(fields []field) {
	w.open("{")
	for _, f := range fields {
		if f.added() && f.value.absent() {
			continue
		}
		w.key(f.key())
		if f.value.absent() && !f.required() {
			w.raw("null")
		} else {
			f.value.write(w)
		}
	}
	w.close("}")
}

// text writes a text; what is no valid UTF-8 in it becomes U+FFFD.
func (w *writer) text(s string) {
	if plainText(s) {
		w.raw(`"` + s + `"`)
		return
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		w.err = err
	}
	_, _ = w.out.Write(bytes.TrimRight(b.Bytes(), "\n"))
}

// plainText tells whether a text stands in JSON as it is.
func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func (w *writer) number(f float64) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		w.err = fmt.Errorf("%v is not a number that can be written", f)
	}
	w.raw(strconv.FormatFloat(f, 'f', -1, 64))
}

func (w *writer) yesNo(b bool) { w.raw(strconv.FormatBool(b)) }
