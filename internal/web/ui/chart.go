package ui

import "strconv"

// Bar is one week, or one of anything, in a bar chart. Open is one that is not
// over yet, such as this week; it is drawn with an outline. Text is written
// above the bar instead of its number, and Note under its label.
type Bar struct {
	Label string
	Value int
	Open  bool
	Text  string
	Note  string
}

// text is the bar's number as it is written.
func (b Bar) text() string {
	if b.Text != "" {
		return b.Text
	}
	return strconv.Itoa(b.Value)
}

// BarsProps fill a bar chart with a target. Sentence says the whole picture in
// words. The table under TableSummary has the same numbers, with LabelColumn
// and ValueColumn as its headings; an empty one is for a page that has them in
// a table of its own. An empty TargetText draws no target.
type BarsProps struct {
	Sentence     string
	Bars         []Bar
	Target       int
	TargetText   string
	TableSummary string
	LabelColumn  string
	ValueColumn  string
}

// MeterProps fill a short bar of so many out of a target. Text is the same in
// words and figures, such as 4 / 6; Href leads to what it counts. A Plain one
// is a piece of a whole, which nobody is to reach.
type MeterProps struct {
	Value  int
	Target int
	Text   string
	Href   string
	Plain  bool
}

// The bar chart's frame, in its own units.
const (
	barsWidth  = 320
	barsHeight = 132
	barsTop    = 26  // room for the target's text and the numbers on the bars
	barsFloor  = 108 // the line that the bars stand on
	barWidth   = 26
	noteHeight = 16 // more, when the bars have notes
)

// barShape is where one bar is drawn.
type barShape struct {
	Bar
	x, y, height float64
	reached      bool
}

// middle is where the bar's texts stand.
func (b barShape) middle() string { return number(b.x + barWidth/2) }

// height is the whole picture's.
func (p BarsProps) height() int {
	for _, b := range p.Bars {
		if b.Note != "" {
			return barsHeight + noteHeight
		}
	}
	return barsHeight
}

// scale is how high one is.
func (p BarsProps) scale() float64 {
	top := max(p.Target, 1)
	for _, b := range p.Bars {
		top = max(top, b.Value)
	}
	return float64(barsFloor-barsTop) / float64(top)
}

// shapes places the bars evenly over the width.
func (p BarsProps) shapes() []barShape {
	scale := p.scale()
	shapes := make([]barShape, len(p.Bars))
	step := float64(barsWidth) / float64(max(len(p.Bars), 1))
	for i, b := range p.Bars {
		height := scale * float64(max(b.Value, 0))
		shapes[i] = barShape{
			Bar:     b,
			x:       step*float64(i) + (step-barWidth)/2,
			y:       barsFloor - height,
			height:  height,
			reached: p.TargetText != "" && b.Value >= p.Target,
		}
	}
	return shapes
}

// targetY is where the dashed line runs.
func (p BarsProps) targetY() float64 { return barsFloor - p.scale()*float64(p.Target) }

// table is the chart as rows.
func (p BarsProps) table() TableProps {
	t := TableProps{
		Label:   p.Sentence,
		Columns: []Column{{Text: p.LabelColumn}, {Text: p.ValueColumn, Numeric: true}},
		Dense:   true,
	}
	for _, b := range p.Bars {
		t.Rows = append(t.Rows, []Cell{{Text: b.Label}, {Text: b.text()}})
	}
	return t
}

// The meter's frame, in its own units.
const (
	meterWidth  = 150
	meterHeight = 12
)

// filled is how much of the meter is filled; what is over the target fills it.
func (m MeterProps) filled() float64 {
	if m.Target <= 0 {
		return 0
	}
	return meterWidth * float64(min(max(m.Value, 0), m.Target)) / float64(m.Target)
}

// reached tells whether the target is met.
func (m MeterProps) reached() bool { return !m.Plain && m.Target > 0 && m.Value >= m.Target }

// number writes a coordinate with at most one decimal.
func number(f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	if len(s) > 2 && s[len(s)-2:] == ".0" {
		return s[:len(s)-2]
	}
	return s
}
