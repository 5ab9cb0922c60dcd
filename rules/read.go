package rules

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"time"
)

//go:embed data
var embedded embed.FS

// Data are the rule files that this program brings with it: a folder for each
// kind, and edition.yaml for those that are read here.
func Data() fs.FS {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err) // "data" is a path
	}
	return data
}

// Published reads the edition that this program brings with it.
func Published() (*Edition, error) { return Read(Data()) }

// PublishedID names the edition that this program brings with it, as the
// edition itself does. It trusts the digest that edition.yaml declares.
func PublishedID() (string, error) {
	var e Edition
	var faults Faults
	e.Digest = readEdition(Data(), &e, &faults).Value
	if err := faults.problem(); err != nil {
		return "", err
	}
	return e.ID(), nil
}

// The folders of an edition: what holds in the whole country, and what holds in
// some municipalities.
var folders = []string{"benefits", "areas"}

// Read reads an edition: edition.yaml, and the files of its folders. What is
// wrong comes back as Faults, everything at once.
func Read(data fs.FS) (*Edition, error) {
	var faults Faults
	e := &Edition{parameters: map[string]*Parameter{}}
	declared := readEdition(data, e, &faults)
	digest := sha256.New()
	for _, folder := range folders {
		names, err := fs.Glob(data, path.Join(folder, "*"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := fs.ReadFile(data, name)
			if err != nil {
				return nil, err
			}
			digest.Write([]byte(name + "\x00" + string(text) + "\x00"))
			readConcept(data, name, e, &faults)
		}
	}
	e.Digest = hex.EncodeToString(digest.Sum(nil))
	if len(faults) == 0 && len(e.parameters) == 0 {
		faults.add("edition.yaml", 0, "the edition has no rules")
	}
	if len(faults) == 0 && declared.Value != e.Digest {
		faults.add("edition.yaml", declared.Line, "the files are not those of edition %s (their digest is %s): a published edition never changes, so give the new one its own name, day and digest", e.Name, e.Digest)
	}
	if err := faults.problem(); err != nil {
		return nil, err
	}
	e.divide()
	return e, nil
}

// readEdition reads edition.yaml and gives the digest it declares.
func readEdition(data fs.FS, e *Edition, faults *Faults) At[string] {
	const name = "edition.yaml"
	var file struct {
		Name      At[string]
		Published At[string]
		From, To  At[string]
		Digest    At[string]
	}
	if err := Decode(data, name, &file); err != nil {
		faults.take(name, err)
		return At[string]{}
	}
	e.Name = file.Name.Value
	if e.Name == "" {
		faults.add(name, file.Name.Line, "the edition has no name")
	}
	e.Published = faults.day(name, "published", file.Published)
	e.From = faults.day(name, "from", file.From)
	e.To = faults.day(name, "to", file.To)
	if e.To.Before(e.From) {
		faults.add(name, file.To.Line, "the edition ends before it begins")
	}
	return file.Digest
}

// take adds the faults of an error that Decode gave.
func (f *Faults) take(name string, err error) {
	if told, ok := err.(Faults); ok {
		*f = append(*f, told...)
		return
	}
	f.add(name, 0, "%v", err)
}

// day reads a day that must be there.
func (f *Faults) day(file, key string, text At[string]) time.Time {
	day, err := time.Parse(time.DateOnly, text.Value)
	if err != nil {
		f.add(file, text.Line, "%s: %q is not a day (YYYY-MM-DD)", key, text.Value)
	}
	return day
}

// concept is a file of rules that belong together.
type concept struct {
	Concept    At[string]
	Parameters []At[parameter]
}

// parameter is a rule as its file writes it.
type parameter struct {
	Key         At[string]
	Description string
	Unit        string
	Law         string
	URL         string `yaml:"url"`
	Source      string // of every value that names none of its own
	Partly      string
	Values      []At[value]
}

// value is a row as its file writes it. One with municipalities, or for all
// others than those named elsewhere, makes a rule of its own for each of them.
type value struct {
	Value          *Decimal
	Municipalities map[string]string // code to name
	Others         bool
	From, To       At[string]
	Act            string
	Source         string
	Confirmed      *bool
	Note           string
	Gap            string // why the days before this row are not covered
}

var (
	keyForm  = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)
	codeForm = regexp.MustCompile(`^[0-9]{3}$`)
)

// OthersCode stands in a key where a municipality would: for all others.
const OthersCode = "muut"

// readConcept reads one file into the edition.
func readConcept(data fs.FS, name string, e *Edition, faults *Faults) {
	if path.Ext(name) != ".yaml" {
		faults.add(name, 0, "a rule file ends in .yaml")
		return
	}
	var file concept
	if err := Decode(data, name, &file); err != nil {
		faults.take(name, err)
		return
	}
	if file.Concept.Value == "" {
		faults.add(name, 1, "concept is missing")
	}
	if len(file.Parameters) == 0 {
		faults.add(name, 1, "parameters is missing")
	}
	for _, p := range file.Parameters {
		readParameter(name, p, e, faults)
	}
}

// placed is a row, the line it stands on, and what it says of a gap before it.
type placed struct {
	Row
	line int
	gap  string
}

// readParameter checks one rule and puts it into the edition.
func readParameter(file string, p At[parameter], e *Edition, faults *Faults) {
	at := p.Line
	for _, must := range []struct{ name, text string }{
		{"description", p.Value.Description}, {"unit", p.Value.Unit}, {"law", p.Value.Law},
	} {
		if must.text == "" {
			faults.add(file, at, "%s is missing", must.name)
		}
	}
	key := p.Value.Key.Value
	if !keyForm.MatchString(key) {
		faults.add(file, at, "key: %q is not words of a–z, 0–9 and _ with points between", key)
	}
	if len(p.Value.Values) == 0 {
		faults.add(file, at, "values is missing")
	}
	rows, before := map[string][]placed{}, len(*faults)
	for _, v := range p.Value.Values {
		row := readValue(file, v, p.Value, faults)
		for _, code := range codesOf(file, v, faults) {
			rows[key+code] = append(rows[key+code], placed{row, v.Line, v.Value.Gap})
		}
	}
	if len(*faults) > before {
		return // what does not stand alone is not held against its neighbours
	}
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if other, twice := e.parameters[key]; twice {
			faults.add(file, at, "key %s stands in %s already", key, other.File)
			continue
		}
		made := &Parameter{Key: key, Description: p.Value.Description, Unit: p.Value.Unit, Law: p.Value.Law, URL: p.Value.URL, Partly: p.Value.Partly, File: file}
		made.Rows = inOrder(file, made, rows[key], e, faults)
		e.parameters[key] = made
	}
}

// codesOf gives what a value adds to its parameter's key: nothing, or a point
// and a municipality for each that it names.
func codesOf(file string, v At[value], faults *Faults) (codes []string) {
	switch {
	case v.Value.Others && len(v.Value.Municipalities) > 0:
		faults.add(file, v.Line, "municipalities and others exclude each other")
	case v.Value.Others:
		return []string{"." + OthersCode}
	case v.Value.Municipalities == nil:
		return []string{""}
	}
	for _, code := range slices.Sorted(maps.Keys(v.Value.Municipalities)) {
		if !codeForm.MatchString(code) || v.Value.Municipalities[code] == "" {
			faults.add(file, v.Line, "municipalities: %q is not three digits with a name", code)
			continue
		}
		codes = append(codes, "."+code)
	}
	return codes
}

// readValue checks one row.
func readValue(file string, v At[value], of parameter, faults *Faults) Row {
	row := Row{Act: v.Value.Act, Source: cmp.Or(v.Value.Source, of.Source), Note: v.Value.Note}
	if v.Value.From.Line == 0 {
		faults.add(file, v.Line, "from is missing")
	} else {
		row.From = faults.day(file, "from", v.Value.From)
	}
	if v.Value.To.Line > 0 {
		row.To = faults.day(file, "to", v.Value.To)
		if !row.To.IsZero() && row.To.Before(row.From) {
			faults.add(file, v.Value.To.Line, "to %s is before from %s", v.Value.To.Value, v.Value.From.Value)
		}
	}
	if v.Value.Value == nil {
		faults.add(file, v.Line, "value is missing")
	} else if row.Value = *v.Value.Value; of.Unit == YesNo && !row.Value.Equal(Yes) && !row.Value.Equal(No) {
		faults.add(file, v.Line, "value: a %s is true or false", YesNo)
	}
	if row.Source == "" {
		faults.add(file, v.Line, "source is missing")
	}
	switch {
	case v.Value.Confirmed == nil:
		faults.add(file, v.Line, "confirmed is missing")
	case !*v.Value.Confirmed && row.Note == "":
		faults.add(file, v.Line, "a value that is not confirmed needs a note that says why")
	default:
		row.Confirmed = *v.Value.Confirmed
	}
	return row
}

// inOrder checks that the rows of a rule follow each other day by day, and
// cover the edition unless the rule says that it covers it partly.
func inOrder(file string, p *Parameter, rows []placed, e *Edition, faults *Faults) []Row {
	slices.SortStableFunc(rows, func(a, b placed) int { return a.From.Compare(b.From) })
	for i := range rows[:len(rows)-1] {
		row, next := rows[i], rows[i+1]
		after := row.To.AddDate(0, 0, 1)
		overlap, gap := row.To.IsZero() || after.After(next.From), after.Before(next.From)
		switch {
		case overlap:
			faults.add(file, next.line, "%s: %s is in two rows", p.Key, day(next.From))
		case gap && (next.gap == "" || p.Partly == ""):
			faults.add(file, next.line, "%s: a gap from %s to %s", p.Key, day(after), day(next.From.AddDate(0, 0, -1)))
		case !gap && next.gap != "":
			faults.add(file, next.line, "%s: there is no gap before %s", p.Key, day(next.From))
		}
	}
	first, last := rows[0], rows[len(rows)-1]
	if p.Partly == "" && (first.From.After(e.From) || !last.To.IsZero() && last.To.Before(e.To)) {
		faults.add(file, last.line, "%s: the edition covers %s – %s and its values do not; say in partly why", p.Key, day(e.From), day(e.To))
	}
	made := make([]Row, len(rows))
	for i, row := range rows {
		made[i] = row.Row
		made[i].Parameter = p
	}
	return made
}

func day(d time.Time) string { return d.Format(time.DateOnly) }
