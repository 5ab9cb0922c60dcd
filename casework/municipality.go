package casework

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed municipalities.tsv
var municipalityTable string

//go:embed counties.tsv
var countyTable string

var (
	municipalities = readMunicipalities(municipalityTable)
	counties       = readCounties(countyTable)
)

// municipality is one line of municipalities.tsv.
type municipality struct {
	county string // code of counties.tsv
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
		m := municipality{county: columns[1], names: Names{FI: columns[2], SV: columns[3], EN: columns[2]}}
		if len(columns) > 4 {
			m.names.EN = columns[4]
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
