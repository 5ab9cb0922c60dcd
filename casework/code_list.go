package casework

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sijoita/problem"
)

// Classification is a public classification of which a county can bring a list
// of names.
type Classification string

// The classifications, by the name of the county's setting.
const (
	OccupationCodes Classification = "occupations" // Ammattiluokitus 2010, which follows ISCO-08: its groups of four digits
	IndustryCodes   Classification = "industries"  // TOL: its groups, classes and subclasses, of three to five digits
)

// Classifications lists them in the order they are offered.
var Classifications = []Classification{OccupationCodes, IndustryCodes}

// lists tells whether a list of names says what the code is. Sections and
// divisions of TOL have their names here, and no list changes them.
func (c Classification) lists(code string) bool {
	if c == OccupationCodes {
		return fourDigits(code)
	}
	return len(code) > 2 && isIndustry(code)
}

// takes tells whether the code may stand on a record.
func (c Classification) takes(code string) bool {
	if c == OccupationCodes {
		return fourDigits(code)
	}
	return isIndustry(code)
}

// Coded is a line of a classification: a code and what it stands for.
type Coded struct {
	Code string
	Names
}

// CodeList is what a county knows by name of a classification, by the codes.
type CodeList struct {
	Of    Classification
	Lines []Coded
}

const (
	mostCodes   = 3000 // lines; TOL has about 1,900 of all levels, the occupations 600
	maxCodeName = 200  // characters of a name
)

// ReadCodes reads a list of a classification's names: a line of each code with
// its names in Finnish, Swedish and English, of which the later ones may be
// missing, apart by semicolons or tabs. Lines of other levels, a heading and
// empty lines are passed over, so that a classification can be brought as it is
// published: codes may stand in quotation marks or with a point (47.11), and the
// text may be in the older Windows encoding. It refuses at list with
// problem.Invalid a list without a code, one that is too long, a code without a
// name, a name that is too long and a code that stands twice.
func ReadCodes(c Classification, list string) (CodeList, error) {
	all := CodeList{Of: c}
	var f problem.Fields
	there := map[string]bool{}
	line := 0
	for row := range strings.Lines(strings.TrimPrefix(decoded(list), "\ufeff")) {
		if line++; line > mostCodes {
			f.Add("list", "codes.too_many", problem.Args{"most": mostCodes})
			break
		}
		o := codedOf(row)
		if !c.lists(o.Code) {
			continue
		}
		if fault := o.fault(there[o.Code]); fault != "" {
			f.Add("list", fault, problem.Args{"line": line, "code": o.Code, "most": maxCodeName})
			break // the first mistake tells enough of a list of hundreds of lines
		}
		there[o.Code] = true
		all.Lines = append(all.Lines, o)
	}
	if len(all.Lines) == 0 && f.Problem() == nil {
		f.Add("list", "codes.none."+string(c))
	}
	slices.SortFunc(all.Lines, func(a, b Coded) int { return strings.Compare(a.Code, b.Code) })
	return all, f.Problem()
}

// decoded is a text in UTF-8; one that is not is read as what Windows wrote,
// whose letters of Finnish and Swedish are those of Latin 1.
func decoded(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	runes := make([]rune, len(text))
	for i := range len(text) {
		runes[i] = rune(text[i])
	}
	return string(runes)
}

// fault says why a line cannot be added to the list; empty when it can.
func (o Coded) fault(twice bool) string {
	long := func(name string) bool { return utf8.RuneCountInString(name) > maxCodeName }
	switch {
	case o.Names == (Names{}):
		return "codes.nameless"
	case long(o.FI) || long(o.SV) || long(o.EN):
		return "codes.long"
	case twice:
		return "codes.twice"
	}
	return ""
}

// codedOf reads the code and the three names of a line.
func codedOf(row string) Coded {
	var columns [4]string
	for i, c := range strings.Split(strings.ReplaceAll(row, ";", "\t"), "\t") {
		if i < len(columns) {
			columns[i] = oneSpaced(strings.Trim(strings.TrimSpace(c), `"`))
		}
	}
	code := strings.ReplaceAll(strings.Trim(columns[0], `'"`), ".", "")
	return Coded{Code: code, Names: Names{FI: columns[1], SV: columns[2], EN: columns[3]}}
}

// KeptCodes is the list that Text wrote. It checks nothing: what ReadCodes took is
// read with every page that names a code.
func KeptCodes(c Classification, text string) CodeList {
	l := CodeList{Of: c, Lines: make([]Coded, 0, strings.Count(text, "\n"))}
	for line := range strings.Lines(text) {
		var o Coded
		line = strings.TrimSuffix(line, "\n")
		o.Code, line, _ = strings.Cut(line, "\t")
		o.FI, line, _ = strings.Cut(line, "\t")
		o.SV, o.EN, _ = strings.Cut(line, "\t")
		l.Lines = append(l.Lines, o)
	}
	return l
}

// Text writes the list so that KeptCodes reads it as it is.
func (l CodeList) Text() string {
	var b strings.Builder
	for _, o := range l.Lines {
		b.WriteString(strings.Join([]string{o.Code, o.FI, o.SV, o.EN}, "\t") + "\n")
	}
	return b.String()
}

// NamesOf says what a code stands for: by the list, and for industries else by
// the division or section that the code belongs to. It tells whether either says.
func (l CodeList) NamesOf(code string) (Names, bool) {
	i, found := slices.BinarySearchFunc(l.Lines, code, func(o Coded, code string) int { return strings.Compare(o.Code, code) })
	if found {
		return l.Lines[i].Names, true
	}
	if l.Of == IndustryCodes {
		industry, known := IndustryOf(code)
		return industry.Names, known
	}
	return Names{}, false
}

// Offered lists what a form suggests: the list, and before it the divisions of
// TOL for industries. Without a list it is empty, and a form offers what it knows
// by itself.
func (l CodeList) Offered() []Coded {
	if l.Of != IndustryCodes || len(l.Lines) == 0 {
		return l.Lines
	}
	var all []Coded
	for _, i := range Industries() {
		if i.Section != "" {
			all = append(all, Coded{Code: i.Code, Names: i.Names})
		}
	}
	all = append(all, l.Lines...)
	slices.SortStableFunc(all, func(a, b Coded) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// CodeOf is the code that somebody means who types a code, a code with a name
// behind it, or one of the offered names in any language; of codes with one name
// the widest. What is none of them stays as it is: it is refused with what it is
// for.
func (l CodeList) CodeOf(typed string) string {
	typed = oneSpaced(typed)
	code, _, _ := strings.Cut(typed, " ")
	if code = strings.ReplaceAll(code, ".", ""); l.Of.takes(code) {
		return code
	}
	name := Fold(typed)
	for _, o := range l.Offered() {
		if name != "" && slices.Contains([]string{Fold(o.FI), Fold(o.SV), Fold(o.EN)}, name) {
			return o.Code
		}
	}
	return typed
}
