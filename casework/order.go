package casework

import (
	"cmp"
	"strings"
)

// CompareIDs orders ids as people do, c2 before c10: digits that stand together
// are one number, everything else goes letter by letter.
func CompareIDs(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		var one, other string
		one, x = cutPiece(x)
		other, y = cutPiece(y)
		if order := comparePieces(one, other); order != 0 {
			return order
		}
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

func comparePieces(a, b string) int {
	if !isDigit(a[0]) || !isDigit(b[0]) {
		return strings.Compare(a, b)
	}
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// cutPiece takes a number or one other byte from the front.
func cutPiece(s string) (piece, rest string) {
	n := 1
	for isDigit(s[0]) && n < len(s) && isDigit(s[n]) {
		n++
	}
	return s[:n], s[n:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
