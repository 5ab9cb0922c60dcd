package ui

import (
	"math"
	"strings"
)

// NetPoint is what is left in the hand at some weekly hours, in euros.
type NetPoint struct{ Hours, Net float64 }

// NetMark is a job on the curve, with its number or name.
type NetMark struct {
	NetPoint
	Text string
}

// NetCurveProps fill a picture of money over weekly hours. Sentence says the
// whole picture in words; the same numbers stand in a table that the page puts
// beside it. Axis names the hours, Money the height. LimitHours is where an
// earnings limit stands, with its text; 0: none. Euros writes the marks of the
// height.
type NetCurveProps struct {
	Sentence   string
	Points     []NetPoint
	Marks      []NetMark
	LimitHours float64
	LimitText  string
	Axis       string
	Money      string
	Euros      func(int) string
}

// The net curve's frame, in its own units.
const (
	netWidth  = 400
	netHeight = 250
	netLeft   = 54 // room for the euros
	netRight  = 386
	netTop    = 34 // room for the limit's text
	netFloor  = 206
	hoursStep = 5
)

// bounds are the least and the most euros that are drawn, and how far apart
// their marks stand: no more than six of them.
func (p NetCurveProps) bounds() (least, most, step float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, point := range p.Points {
		least, most = math.Min(least, point.Net), math.Max(most, point.Net)
	}
	for _, step = range []float64{50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 50000} {
		if most-least <= 5*step {
			break
		}
	}
	least, most = math.Floor(least/step)*step, math.Ceil(most/step)*step
	if most == least {
		most += step
	}
	return least, most, step
}

// lastHour is how far the curve goes.
func (p NetCurveProps) lastHour() float64 {
	last := float64(hoursStep)
	for _, point := range p.Points {
		last = math.Max(last, point.Hours)
	}
	return last
}

func (p NetCurveProps) x(hours float64) float64 {
	return netLeft + (netRight-netLeft)*math.Min(hours/p.lastHour(), 1)
}

func (p NetCurveProps) y(net float64) float64 {
	least, most, _ := p.bounds()
	return netFloor - (netFloor-netTop)*(net-least)/(most-least)
}

// path is the curve as a line from point to point.
func (p NetCurveProps) path() string {
	var b strings.Builder
	for i, point := range p.Points {
		command := "L"
		if i == 0 {
			command = "M"
		}
		b.WriteString(command + number(p.x(point.Hours)) + " " + number(p.y(point.Net)))
	}
	return b.String()
}

func (p NetCurveProps) hourMarks() []mark {
	var marks []mark
	for hours := 0; float64(hours) <= p.lastHour(); hours += hoursStep {
		marks = append(marks, mark{p.x(float64(hours)), number(float64(hours))})
	}
	return marks
}

func (p NetCurveProps) euroMarks() []mark {
	least, most, step := p.bounds()
	var marks []mark
	for net := least; net <= most; net += step {
		marks = append(marks, mark{p.y(net), p.Euros(int(net))})
	}
	return marks
}

// limitAnchor keeps the limit's text within the picture.
func (p NetCurveProps) limitAnchor() string {
	switch x := p.x(p.LimitHours); {
	case x < netLeft+90:
		return "start"
	case x > netRight-90:
		return "end"
	}
	return "middle"
}

// outside tells whether a mark lies beyond the curve.
func (p NetCurveProps) outside(m NetMark) bool { return m.Hours > p.lastHour() }
