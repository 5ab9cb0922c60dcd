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

// SortKey orders names as Finnish and Swedish do: å, ä and ö come after z.
// Compare the keys as text.
func SortKey(s string) string {
	return finnishOrder.Replace(Fold(s))
}

// The letters after z in byte order stand for those after z in the alphabet.
var finnishOrder = strings.NewReplacer("å", "{", "ä", "|", "æ", "|", "ö", "}", "ø", "}", "é", "e", "è", "e", "ü", "y", "š", "s", "ž", "z")
