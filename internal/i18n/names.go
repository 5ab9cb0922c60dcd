package i18n

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"sijoita/casework"
)

// Name gives a name in the printer's language, or in the nearest one there
// is: the other national language before English.
func (p *Printer) Name(n casework.Names) string {
	inOrder := map[Lang][]string{
		FI: {n.FI, n.SV, n.EN},
		SV: {n.SV, n.FI, n.EN},
		EN: {n.EN, n.FI, n.SV},
	}
	for _, name := range inOrder[p.lang] {
		if name != "" {
			return name
		}
	}
	return ""
}

// Municipality gives the name of a municipality by its three digits; a code
// that is not known is shown as it is, no code as "–".
func (p *Printer) Municipality(code string) string {
	if code == "" {
		return nothing
	}
	names, ok := casework.MunicipalityNames(code)
	if !ok {
		return code
	}
	return p.Name(names)
}

// Language gives the name of a language by its ISO 639-1 code: suomi · finska ·
// Finnish. A code that is not known is shown as it is.
func (p *Printer) Language(code string) string {
	tag, err := language.ParseBase(code)
	if err != nil {
		return code
	}
	if name := display.Languages(p.tag).Name(tag); name != "" {
		return name
	}
	return code
}

// Join writes a list as it is said: a, b ja c · a, b och c · a, b and c.
func (p *Printer) Join(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " " + p.words.and + " " + list[last]
}
