package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Fault is one thing that is wrong with a file, and where.
type Fault struct {
	File    string
	Line    int // 0: the file as a whole
	Message string
}

// Error gives file:line: message.
func (f Fault) Error() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.Message)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
}

// Faults are all that is wrong, in the order of files and lines.
type Faults []Fault

// Error gives one line for each fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// add notes a fault.
func (f *Faults) add(file string, line int, format string, args ...any) {
	*f = append(*f, Fault{file, line, fmt.Sprintf(format, args...)})
}

// problem is the faults as an error, in their order, or nil.
func (f Faults) problem() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b Fault) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	return f
}

// Decode reads one YAML file into a pointer to a struct, strictly: a key that
// the struct does not know, a key that stands twice, a value of another kind, a
// second document and an empty file are refused, as Faults with file and line.
// What must not be missing, or must fit together, is for the reader of the
// struct to ask; At keeps the line for its answer.
func Decode(fsys fs.FS, name string, into any) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return misread(name, err)
	}
	switch documents := file.Docs; {
	case len(documents) == 0 || documents[0].Body == nil:
		return Faults{{name, 0, "the file is empty"}}
	case len(documents) > 1:
		return Faults{{name, lineOf(documents[1].Body), "a second document in the file"}}
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, into, yaml.Strict()); err != nil {
		return misread(name, err)
	}
	return nil
}

// misread makes faults of what the YAML reader tells.
func misread(name string, err error) error {
	var told yaml.Error
	if !errors.As(err, &told) {
		return Faults{{name, 0, err.Error()}}
	}
	line := 0
	if token := told.GetToken(); token != nil && token.Position != nil {
		line = token.Position.Line
	}
	return Faults{{name, line, told.GetMessage()}}
}

func lineOf(node ast.Node) int {
	if node == nil || node.GetToken() == nil || node.GetToken().Position == nil {
		return 0
	}
	return node.GetToken().Position.Line
}

// At is a part of a YAML file with the line it begins on, for those who check
// what they have read.
type At[T any] struct {
	Value T
	Line  int
}

// UnmarshalYAML reads the part as strictly as Decode.
func (a *At[T]) UnmarshalYAML(node ast.Node) error {
	a.Line = lineOf(first(node))
	return yaml.NodeToValue(node, &a.Value, yaml.Strict())
}

// first is the node that a person sees first: a mapping says its own place by
// the colon after its first key.
func first(node ast.Node) ast.Node {
	switch n := node.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			return n.Values[0].Key
		}
	case *ast.MappingValueNode:
		return n.Key
	}
	return node
}

// UnmarshalYAML reads a number as it is written, never through binary floating
// point, and yes or no as 1 or 0 where true or false is written.
func (d *Decimal) UnmarshalYAML(node ast.Node) error {
	switch n := node.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		read, err := ParseDecimal(node.GetToken().Value)
		if err != nil {
			return &yaml.SyntaxError{Message: err.Error(), Token: node.GetToken()}
		}
		*d = read
	case *ast.BoolNode:
		*d = No
		if n.Value {
			*d = Yes
		}
	default:
		return &yaml.SyntaxError{Message: fmt.Sprintf("%q is not a number", node.GetToken().Value), Token: node.GetToken()}
	}
	return nil
}
