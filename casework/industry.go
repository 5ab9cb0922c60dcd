package casework

import (
	_ "embed"
	"strings"
)

//go:embed industries.tsv
var industryTable string

// Industry is a line of business (toimiala, TOL): a section by its letter, or a
// division by its two digits.
type Industry struct {
	Code    string
	Section string // of a division; empty for a section
	Names
}

// industries are the sections, each before its divisions.
var industries = readIndustries(industryTable)

// readIndustries reads lines of code, section, Finnish, Swedish and English
// name, apart by tabs; # begins a remark.
func readIndustries(table string) []Industry {
	var all []Industry
	for line := range strings.Lines(table) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(columns) != 5 {
			continue
		}
		all = append(all, Industry{columns[0], columns[1], Names{FI: columns[2], SV: columns[3], EN: columns[4]}})
	}
	return all
}

// Industries lists the sections and divisions of TOL 2025, each section before
// its divisions.
func Industries() []Industry { return industries[:len(industries)-olderDivisions] }

// olderDivisions stand last in the table: they are read and no longer offered.
const olderDivisions = 1

// IndustryOf finds the division that a code of up to five digits belongs to, or
// the section of a letter, and whether there is one.
func IndustryOf(code string) (Industry, bool) {
	const digits = 2
	if len(code) > digits {
		code = code[:digits]
	}
	for _, i := range industries {
		if i.Code == code {
			return i, true
		}
	}
	return Industry{}, false
}

// isIndustry tells whether the code is a section, or up to five digits that
// begin with a division.
func isIndustry(code string) bool {
	const most = 5
	_, known := IndustryOf(code)
	return known && (len(code) == 1 || len(code) <= most && strings.Trim(code, "0123456789") == "")
}
