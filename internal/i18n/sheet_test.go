package i18n

import (
	"slices"
	"strings"
	"testing"

	"sijoita/internal/interchange"
)

// sheetSaid are the keys with the prefix that have a text, of what the contract
// has. That everything in it has a text, the tests of internal/sheet see to.
func sheetSaid(t *testing.T, prefix string) (keys []string) {
	t.Helper()
	var there []string
	for _, table := range interchange.Tables() {
		there = append(there, table.Path)
		for _, c := range table.Columns {
			there = append(there, c.Key, table.Path+"."+c.Key)
			for _, word := range c.Words {
				there = append(there, word, table.Path+"."+c.Key+"."+word)
			}
		}
	}
	for _, e := range mustReadArea(t, FI, "sheet") {
		if key, ok := strings.CutPrefix(e.key, prefix); ok && slices.Contains(there, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
