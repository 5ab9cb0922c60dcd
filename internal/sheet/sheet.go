// Package sheet writes figures as files that people open in a spreadsheet: CSV
// and Excel workbooks. It is given the figures and the language, computes
// nothing, and asks nobody for anything.
//
// What people have written (names, ids) may not become a formula in the
// reader's spreadsheet: in a workbook such cells are text by their type and
// format, in CSV see plain.
package sheet

import "strings"

// plain keeps a text of a CSV from being read as a formula: one that begins with a sign
// that starts a formula gets an apostrophe before it, which spreadsheets take
// as the mark of text. A tab or a line's end could hide such a sign.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
