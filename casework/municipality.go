package casework

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
)

//go:embed municipalities.tsv
var municipalityTable string

//go:embed counties.tsv
var countyTable string

//go:embed employment_areas.tsv
var employmentAreaTable string

var (
	municipalities  = readMunicipalities(municipalityTable)
	counties        = readCounties(countyTable)
	employmentAreas = readEmploymentAreas(employmentAreaTable)
)

// municipality is one line of municipalities.tsv.
type municipality struct {
	county string // code of counties.tsv
	area   string // code of employment_areas.tsv
	names  Names
}

// tableLines gives the columns of every line of a table, which stand apart by
// tabs; # begins a remark.
func tableLines(table string) (lines [][]string) {
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return lines
}

func readMunicipalities(table string) map[string]municipality {
	all := make(map[string]municipality)
	for _, columns := range tableLines(table) {
		m := municipality{county: columns[1], area: columns[2], names: Names{FI: columns[3], SV: columns[4], EN: columns[3]}}
		if len(columns) > 5 {
			m.names.EN = columns[5]
		}
		all[columns[0]] = m
	}
	return all
}

// MunicipalityNames finds the names of a municipality by its three digits
// (Statistics Finland's classification of 2026), and whether there is one.
func MunicipalityNames(code string) (Names, bool) {
	m, ok := municipalities[code]
	return m.names, ok
}

func readEmploymentAreas(table string) map[string]Names {
	all := make(map[string]Names)
	for _, columns := range tableLines(table) {
		all[columns[0]] = Names{FI: columns[1], SV: columns[2], EN: columns[3]}
	}
	return all
}

// EmploymentAreaOf names the employment area (työllisyysalue) of a municipality:
// it agrees on work trials and decides on wage subsidies of those who live there,
// and its municipalities on their supplements (Statistics Finland's classification
// of 2026). The bool is false for a code that is no municipality's.
func EmploymentAreaOf(municipality string) (Names, bool) {
	return EmploymentAreaCalled(municipalities[municipality].area)
}

// EmploymentAreaCalled finds the names of an employment area by its two digits,
// and whether there is one.
func EmploymentAreaCalled(code string) (Names, bool) {
	names, ok := employmentAreas[code]
	return names, ok
}

// AreaOfMunicipality finds the code of the employment area of a municipality;
// false for a code that is no municipality's.
func AreaOfMunicipality(municipality string) (string, bool) {
	m, ok := municipalities[municipality]
	return m.area, ok
}

// EmploymentAreas lists the codes of all employment areas, in their order.
func EmploymentAreas() []string { return slices.Sorted(maps.Keys(employmentAreas)) }

// MunicipalitiesOfArea lists the codes of an employment area's municipalities,
// in their order. A code that is no area's has none.
func MunicipalitiesOfArea(area string) []string {
	return slices.DeleteFunc(Municipalities(), func(code string) bool { return municipalities[code].area != area })
}

// Municipalities lists the codes of all municipalities, in their order.
func Municipalities() []string {
	codes := make([]string, 0, len(municipalities))
	for code := range municipalities {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// NamedCounty is a county of Finland as it may be chosen when a service begins.
type NamedCounty struct {
	code string // of Statistics Finland
	Key  string // what the county is called in documents, by our own choice
	Name Names
}

func readCounties(table string) (all []NamedCounty) {
	for _, columns := range tableLines(table) {
		all = append(all, NamedCounty{
			code: columns[0], Key: columns[1], Name: Names{FI: columns[2], SV: columns[3], EN: columns[4]},
		})
	}
	return all
}

// NamedCounties lists the wellbeing services counties in the order of Statistics
// Finland, and then Helsinki and Åland, which see to the same services themselves.
func NamedCounties() []NamedCounty { return slices.Clone(counties) }

// CountyCalled finds a county of Finland by its key, and whether there is one.
func CountyCalled(key string) (NamedCounty, bool) {
	i := slices.IndexFunc(counties, func(c NamedCounty) bool { return c.Key == key })
	if i < 0 {
		return NamedCounty{}, false
	}
	return counties[i], true
}

// MunicipalitiesOf lists the codes of a county's municipalities, in their order.
// A county that is none of Finland's has none.
func MunicipalitiesOf(county string) []string {
	named, ok := CountyCalled(county)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(Municipalities(), func(code string) bool { return municipalities[code].county != named.code })
}

// OwnMunicipalities lists the codes of a county's municipalities: those that the
// law puts into it, else those in which it has care teams and coaches.
func OwnMunicipalities(county County, careTeams []CareTeam, areas []CoachArea) []string {
	own := MunicipalitiesOf(county.Key)
	if len(own) > 0 {
		return own
	}
	for _, c := range careTeams {
		own = append(own, c.Municipality)
	}
	for _, a := range areas {
		own = append(own, a.Municipality)
	}
	slices.Sort(own)
	return slices.DeleteFunc(slices.Compact(own), func(code string) bool { return code == "" })
}
