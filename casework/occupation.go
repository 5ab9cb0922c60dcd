package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// Occupation is a line of the classification of occupations (Ammattiluokitus
// 2010, which follows ISCO-08): one of its groups of four digits.
type Occupation struct {
	Code string
	Names
}

// Occupations are the groups that a county knows by name, by their codes.
type Occupations []Occupation

const (
	mostOccupations = 2000 // lines; the classification has 433 groups of four digits
	maxOccupation   = 120  // characters of a name
)

// ReadOccupations reads a list of occupations: a line of each with its code of
// four digits and its names in Finnish, Swedish and English, of which the later
// ones may be missing, apart by semicolons or tabs. Lines of wider and narrower
// groups, a heading and empty lines are passed over, so that the classification
// can be brought as it is published. It refuses at list with problem.Invalid a list
// without an occupation, one that is too long, a code without a name, a name that
// is too long and a code that stands twice.
func ReadOccupations(list string) (Occupations, error) {
	var all Occupations
	var f problem.Fields
	line := 0
	for row := range strings.Lines(strings.TrimPrefix(list, "\ufeff")) {
		if line++; line > mostOccupations {
			f.Add("list", "occupations.too_many", problem.Args{"most": mostOccupations})
			break
		}
		columns := occupationColumns(row)
		if !fourDigits(columns[0]) {
			continue
		}
		o := Occupation{Code: columns[0], Names: Names{FI: columns[1], SV: columns[2], EN: columns[3]}}
		if fault := all.faultOf(o); fault != "" {
			f.Add("list", fault, problem.Args{"line": line, "code": o.Code, "most": maxOccupation})
			break // the first mistake tells enough of a list of hundreds of lines
		}
		all = append(all, o)
	}
	if len(all) == 0 && f.Problem() == nil {
		f.Add("list", "occupations.none")
	}
	slices.SortFunc(all, func(a, b Occupation) int { return strings.Compare(a.Code, b.Code) })
	return all, f.Problem()
}

// faultOf says why a line cannot be added to the list; empty when it can.
func (all Occupations) faultOf(o Occupation) string {
	long := func(name string) bool { return len([]rune(name)) > maxOccupation }
	switch {
	case o.Names == (Names{}):
		return "occupations.nameless"
	case long(o.FI) || long(o.SV) || long(o.EN):
		return "occupations.long"
	case slices.ContainsFunc(all, func(there Occupation) bool { return there.Code == o.Code }):
		return "occupations.twice"
	}
	return ""
}

// occupationColumns are the code and the three names of a line.
func occupationColumns(row string) [4]string {
	var columns [4]string
	for i, c := range strings.Split(strings.ReplaceAll(row, ";", "\t"), "\t") {
		if i < len(columns) {
			columns[i] = oneSpaced(strings.Trim(strings.TrimSpace(c), `"`))
		}
	}
	return columns
}

// Text writes the list so that ReadOccupations reads it as it is.
func (all Occupations) Text() string {
	var b strings.Builder
	for _, o := range all {
		b.WriteString(strings.Join([]string{o.Code, o.FI, o.SV, o.EN}, "\t") + "\n")
	}
	return b.String()
}

// Of finds the occupation of a code, and whether the list has it.
func (all Occupations) Of(code string) (Occupation, bool) {
	i, found := slices.BinarySearchFunc(all, code, func(o Occupation, code string) int { return strings.Compare(o.Code, code) })
	if !found {
		return Occupation{}, false
	}
	return all[i], true
}

// CodeOf is the code that somebody means who types a code, a code with a name
// behind it, or one of the list's names in any language. What is none of them stays
// as it is: it is refused with what it is for.
func (all Occupations) CodeOf(typed string) string {
	typed = oneSpaced(typed)
	if code, _, _ := strings.Cut(typed, " "); fourDigits(code) {
		return code
	}
	name := Fold(typed)
	for _, o := range all {
		if name != "" && slices.Contains([]string{Fold(o.FI), Fold(o.SV), Fold(o.EN)}, name) {
			return o.Code
		}
	}
	return typed
}
