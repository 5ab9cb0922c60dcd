package casework

import (
	"strings"
	"unicode"
)

// Fold makes a name ready to be searched: lower case, single spaces, Å Ä Ö
// kept as letters of their own, other accents left as they are. Both databases
// compare it byte by byte, so that they find the same.
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return unicode.IsSpace(r) || r == '-'
	}), " ")
}
