package pages

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// qrMargin is the quiet zone around the picture, in squares.
const qrMargin = 4

// qrPath draws a text as a QR code: a path over squares of one unit, and the
// side of the whole with its margin. A text that does not fit gives side 0.
func qrPath(text string) (path string, side int) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return "", 0
	}
	n := code.Bounds().Dx()
	var b strings.Builder
	for y := range n {
		for x := 0; x < n; x++ {
			run := 0
			for x+run < n && dark(code.At(x+run, y)) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+qrMargin, y+qrMargin, run, run)
				x += run
			}
		}
	}
	return b.String(), n + 2*qrMargin
}

func dark(c interface{ RGBA() (r, g, b, a uint32) }) bool {
	r, _, _, _ := c.RGBA()
	return r == 0
}

func qrBox(side int) string { return fmt.Sprintf("0 0 %d %d", side, side) }
