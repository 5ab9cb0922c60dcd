package casework

import (
	_ "embed"
	"strings"
)

//go:embed municipalities.tsv
var municipalityTable string

var municipalities = readMunicipalities(municipalityTable)

// readMunicipalities reads lines of code, Finnish, Swedish and, where it is
// not the Finnish one, English name, apart by tabs; # begins a remark.
func readMunicipalities(table string) map[string]Names {
	all := make(map[string]Names)
	for line := range strings.Lines(table) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(columns) < 3 {
			continue
		}
		names := Names{FI: columns[1], SV: columns[2], EN: columns[1]}
		if len(columns) > 3 {
			names.EN = columns[3]
		}
		all[columns[0]] = names
	}
	return all
}

// MunicipalityNames finds the names of a municipality by its three digits
// (Statistics Finland's classification of 2026), and whether there is one.
func MunicipalityNames(code string) (Names, bool) {
	names, ok := municipalities[code]
	return names, ok
}
