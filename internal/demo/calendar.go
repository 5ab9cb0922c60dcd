package demo

import (
	"time"

	"sijoita/casework"
)

// workday tells whether people are at work: Monday to Friday, and no public
// holiday in Finland.
func workday(d casework.Day) bool {
	switch d.Time().Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	return !holiday(d)
}

func holiday(d casework.Day) bool {
	year, month, day := d.Time().Date()
	switch [2]int{int(month), day} {
	case [2]int{1, 1}, [2]int{1, 6}, [2]int{5, 1}, [2]int{12, 6}, [2]int{12, 24}, [2]int{12, 25}, [2]int{12, 26}:
		return true
	}
	if month == time.June && day >= 19 && day <= 25 && d.Time().Weekday() == time.Friday {
		return true // the eve of midsummer
	}
	const goodFriday, easterMonday, ascension = -2, 1, 39
	switch d.DaysSince(easter(year)) {
	case goodFriday, easterMonday, ascension:
		return true
	}
	return false
}

// easter is Easter Sunday by the Gregorian computus of Meeus.
func easter(year int) casework.Day {
	golden, century, rest := year%19, year/100, year%100
	epact := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	weekday := (32 + 2*(century%4) + 2*(rest/4) - epact - rest%4) % 7
	late := (golden + 11*epact + 22*weekday) / 451
	n := epact + weekday - 7*late + 114
	return casework.Date(year, time.Month(n/31), n%31+1)
}

// workdayFrom is the first day of work on or after d.
func workdayFrom(d casework.Day) casework.Day {
	for !workday(d) {
		d = d.AddDays(1)
	}
	return d
}

// workdayTo is the last day of work on or before d.
func workdayTo(d casework.Day) casework.Day {
	for !workday(d) {
		d = d.AddDays(-1)
	}
	return d
}

// workdaysOf lists the days of work of a week.
func workdaysOf(w casework.Week) []casework.Day {
	var days []casework.Day
	for i := range 7 {
		if d := w.Monday().AddDays(i); workday(d) {
			days = append(days, d)
		}
	}
	return days
}
