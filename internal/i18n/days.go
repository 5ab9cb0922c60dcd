package i18n

import (
	"strconv"
	"strings"
	"time"

	"sijoita/casework"
)

// words are the small words and marks that a language puts around days,
// numbers and lists.
type words struct {
	weekdays      [7]string // from Sunday, as package time counts
	weekdaysShort [7]string
	months        [12]string // English only: the others write months as numbers
	at            string     // between a day and a time
	clock         string     // between hours and minutes
	and           string
	decimal       string
	minus         string
	percent       string
	beforeEuro    string
	afterEuro     string
}

var wordsOf = map[Lang]words{
	FI: {
		weekdays:      [7]string{"sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"},
		weekdaysShort: [7]string{"su", "ma", "ti", "ke", "to", "pe", "la"},
		at:            "klo", clock: ".", and: "ja", decimal: ",", minus: "−", percent: nbsp + "%", afterEuro: nbsp + "€",
	},
	SV: {
		weekdays:      [7]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
		weekdaysShort: [7]string{"sö", "må", "ti", "on", "to", "fr", "lö"},
		at:            "kl.", clock: ".", and: "och", decimal: ",", minus: "−", percent: nbsp + "%", afterEuro: nbsp + "€",
	},
	EN: {
		weekdays:      [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		weekdaysShort: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		months:        [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		at:            "at", clock: ":", and: "and", decimal: ".", minus: "-", percent: "%", beforeEuro: "€",
	},
}

// Day writes a day with its year: 23.11.2026 · 23 Nov 2026. No day is "–".
func (p *Printer) Day(d casework.Day) string {
	if d.IsZero() {
		return nothing
	}
	if p.lang == EN {
		return p.DayShort(d) + " " + d.Time().Format("2006")
	}
	return d.Time().Format("2.1.2006")
}

// DayShort writes a day without its year: 23.11. · 23 Nov. No day is "–".
func (p *Printer) DayShort(d casework.Day) string {
	if d.IsZero() {
		return nothing
	}
	if p.lang == EN {
		return strconv.Itoa(d.Time().Day()) + " " + p.month(d)[:3]
	}
	return d.Time().Format("2.1.")
}

// DayWeekday writes a day of these weeks: ma 23.11. · må 23.11. · Mon 23 Nov.
func (p *Printer) DayWeekday(d casework.Day) string {
	if d.IsZero() {
		return nothing
	}
	return p.words.weekdaysShort[d.Time().Weekday()] + " " + p.DayShort(d)
}

// DayLong writes the day of a heading: lauantai 21.11. · lördag 21.11. ·
// Saturday 21 November.
func (p *Printer) DayLong(d casework.Day) string {
	if d.IsZero() {
		return nothing
	}
	weekday := p.words.weekdays[d.Time().Weekday()]
	if p.lang == EN {
		return weekday + " " + strconv.Itoa(d.Time().Day()) + " " + p.month(d)
	}
	return weekday + " " + p.DayShort(d)
}

func (p *Printer) month(d casework.Day) string { return p.words.months[d.Time().Month()-1] }

// Clock writes the time it was in Helsinki: 14.35 · 14:35.
func (p *Printer) Clock(t time.Time) string {
	return t.In(casework.Helsinki).Format("15" + p.words.clock + "04")
}

// Moment writes the day and the time it was in Helsinki: 21.11.2026 klo 14.35
// · 21.11.2026 kl. 14.35 · 21 Nov 2026 at 14:35.
func (p *Printer) Moment(t time.Time) string {
	return p.Day(casework.DayAt(t)) + " " + p.words.at + nbsp + p.Clock(t)
}

// TimeOfDay writes a time of day: 9.30 · 09:30. None is empty.
func (p *Printer) TimeOfDay(at casework.TimeOfDay) string {
	s := strings.Replace(string(at), ":", p.words.clock, 1)
	if p.lang != EN {
		s = strings.TrimPrefix(s, "0")
	}
	return s
}
