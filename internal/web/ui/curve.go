package ui

import (
	"math"
	"strconv"
	"strings"
)

// Curve is a line of steps that never falls: a share, 0 to 1, that holds from
// its day until the next. Until is the last day of which something is known.
type Curve struct {
	Name  string
	Steps []CurveStep
	Until int
}

// CurveStep is a share from a day on.
type CurveStep struct {
	Day   int
	Share float64
}

// CurvesProps fill a picture of at most two curves over weeks: the first is
// drawn whole, the second dashed, and each has its name beside a piece of its
// line. Sentence says the whole picture in words; the same numbers stand in a
// table that the page puts beside it. Axis names the weeks.
type CurvesProps struct {
	Sentence string
	Curves   []Curve
	Axis     string
	Shares   []string // how 0, 25, 50, 75 and 100 % are written
}

// The curves' frame, in their own units.
const (
	curvesWidth  = 340
	curvesHeight = 206
	curvesLeft   = 40 // room for the shares
	curvesRight  = 330
	curvesTop    = 12
	curvesFloor  = 166 // where the share is 0
)

// weeks is how far the picture reaches, and how far apart its marks stand: no
// more than six of them.
func (p CurvesProps) weeks() (last, step int) {
	days := 0
	for _, c := range p.Curves {
		days = max(days, c.Until)
	}
	weeks := max((days+6)/7, 4)
	for _, step = range []int{1, 2, 4, 8, 13, 26, 52, 104} {
		if weeks <= 6*step {
			break
		}
	}
	return (weeks + step - 1) / step * step, step
}

func (p CurvesProps) x(days int) float64 {
	last, _ := p.weeks()
	return curvesLeft + float64(curvesRight-curvesLeft)*math.Min(float64(days)/float64(7*last), 1)
}

func shareY(share float64) float64 {
	return curvesFloor - (curvesFloor-curvesTop)*math.Max(0, math.Min(share, 1))
}

// path is the curve as a line that goes on level and steps up.
func (p CurvesProps) path(c Curve) string {
	var b strings.Builder
	b.WriteString("M" + number(p.x(0)) + " " + number(shareY(0)))
	for _, s := range c.Steps {
		b.WriteString("H" + number(p.x(s.Day)) + "V" + number(shareY(s.Share)))
	}
	b.WriteString("H" + number(p.x(c.Until)))
	return b.String()
}

// mark is a place on an axis.
type mark struct {
	at   float64
	text string
}

func (p CurvesProps) weekMarks() []mark {
	last, step := p.weeks()
	var marks []mark
	for week := 0; week <= last; week += step {
		marks = append(marks, mark{p.x(7 * week), strconv.Itoa(week)})
	}
	return marks
}

// shareMarks are the quarters of the whole.
func (p CurvesProps) shareMarks() []mark {
	var marks []mark
	for i, text := range p.Shares {
		marks = append(marks, mark{shareY(float64(i) / 4), text})
	}
	return marks
}

// curveKind is how a curve is drawn, by its place.
func curveKind(i int) string {
	if i == 0 {
		return "curve"
	}
	return "curve second"
}
