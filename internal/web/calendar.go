package web

import (
	"net/http"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleCalendar(w http.ResponseWriter, r *http.Request) error {
	var in casework.Day
	if asked := r.URL.Query().Get("week"); asked != "" {
		week, err := casework.ParseWeek(asked)
		if err != nil {
			return problem.New(problem.NotFound, "problem.not_found")
		}
		in = week.Monday()
	}
	return s.showCalendar(w, r, in, "")
}

// showCalendar shows a week; made is the secret address that was just made, and
// is shown this once.
func (s *Server) showCalendar(w http.ResponseWriter, r *http.Request, in casework.Day, made auth.Token) error {
	v := visitOf(r)
	week, err := s.App.Calendar(r.Context(), v.actor, in)
	if err != nil {
		return err
	}
	view := calendarView(v.words, week)
	if made != "" {
		view.Address = s.origin(r) + "/feeds/" + string(made)
	}
	return s.render(w, r, http.StatusOK, pages.Calendar(s.frame(w, r, v.words.T("calendar.title")), view))
}

func calendarView(words *i18n.Printer, week app.CalendarWeek) pages.CalendarView {
	first := week.Week.Monday()
	to := func(monday casework.Day) string { return "/calendar?week=" + monday.Week().String() }
	view := pages.CalendarView{
		Title:  words.T("calendar.week", "week", week.Week.Number()),
		Sub:    words.T("calendar.between", "from", words.DayShort(first), "to", words.Day(first.AddDays(6))),
		Before: ui.Link{Href: to(first.AddDays(-7)), Text: words.T("calendar.before")},
		After:  ui.Link{Href: to(first.AddDays(7)), Text: words.T("calendar.after")},
		Feed:   week.Feed, Note: words.T("calendar.feed_note"),
	}
	if week.Initials {
		view.Note = words.T("calendar.feed_note_initials")
	}
	if this := week.Today.Monday(); this != first {
		view.This = ui.Link{Href: to(this), Text: words.T("calendar.this_week")}
	}
	for i := range 7 {
		on := first.AddDays(i)
		day := pages.CalendarDay{Title: upper(words.DayLong(on)), Today: on == week.Today}
		for _, m := range week.Meetings {
			if m.Planned.On == on {
				day.Rows = append(day.Rows, calendarMeeting(words, m, week.Today))
			}
		}
		for _, back := range week.Returns {
			if back.On == on {
				day.Rows = append(day.Rows, ui.RowProps{Mark: ui.MarkNormal, MarkText: words.T("calendar.return"), Name: back.Employer.Name,
					NameHref: "/employers/" + back.Employer.UID.String(), Why: words.T("calendar.return")})
			}
		}
		for _, d := range week.Tasks {
			if d.Task.DueOn == on {
				day.Rows = append(day.Rows, ui.RowProps{Mark: ui.MarkNormal, MarkText: words.T("calendar.task"), Name: d.Task.Text,
					NameHref: "/tasks/" + d.Task.UID.String(), Why: words.T("calendar.task_for", "name", d.Client.Name())})
			}
		}
		if len(day.Rows) > 0 || i < 5 { // a free Saturday needs no line
			view.Days = append(view.Days, day)
		}
	}
	return view
}

// calendarMeeting is a meeting of the week: one that was held is ticked, one
// that passed waits to be noted.
func calendarMeeting(words *i18n.Printer, a app.Appointment, today casework.Day) ui.RowProps {
	p := a.Planned
	row := appointmentRow(words, a, today)
	row.Why = strings.Join(notEmpty(whereText(words, p), words.T("meeting.kind."+string(p.Kind))), " · ")
	switch {
	case p.HeldAs != 0:
		row.Tag = ui.Tag(ui.TagGood, words.T("calendar.held"))
	case !p.On.After(today):
		row.Action = ui.Link{Href: "/log/meeting?planned=" + p.UID.String(), Text: words.T("nav.log"), About: a.Client.Name()}
	}
	return row
}

func (s *Server) handleMakeCalendarFeed(w http.ResponseWriter, r *http.Request) error {
	token, err := s.App.MakeCalendarFeed(r.Context(), visitOf(r).actor)
	if err != nil {
		return err
	}
	return s.showCalendar(w, r, casework.Day{}, token)
}

func (s *Server) handleEndCalendarFeed(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.EndCalendarFeed(r.Context(), visitOf(r).actor); err != nil {
		return err
	}
	return s.done(w, r, "/calendar", "done.calendar_feed_ended")
}

// handleFeed answers a calendar program, which has no session: the address
// itself is the secret.
func (s *Server) handleFeed(w http.ResponseWriter, r *http.Request) error {
	feed, err := s.App.CalendarFeed(r.Context(), auth.Token(r.PathValue("token")))
	if err != nil {
		return err
	}
	words := i18n.For(i18n.Negotiate(feed.Language, ""))
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `inline; filename="kalenteri.ics"`)
	return calendarFile(words, feed, s.App.Clock()).SerializeTo(w)
}

// meetingLength is how long a calendar outside holds for a meeting: none has an
// end until it is noted.
const meetingLength = time.Hour

const inHelsinki = "Europe/Helsinki"

// calendarFile writes a feed as RFC 5545 has it, with the time zone told: a
// meeting at nine stays at nine when the clocks change.
func calendarFile(words *i18n.Printer, feed app.Feed, now time.Time) *ics.Calendar {
	c := ics.NewCalendarFor("Sijoita")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(words.T("calendar.feed_name"))
	c.SetXPublishedTTL("PT1H")
	addHelsinki(c)
	for _, m := range feed.Meetings {
		e := c.AddEvent(m.UID.String() + "@sijoita")
		e.SetDtStampTime(now)
		e.SetSequence(m.Revision - 1)
		e.SetSummary(words.T("calendar.feed_meeting"))
		if m.Initials != "" {
			e.SetSummary(words.T("calendar.feed_with", "initials", m.Initials))
		}
		e.SetClass(ics.ClassificationPrivate)
		start, err := time.ParseInLocation("2006-01-02 15:04", m.On.String()+" "+string(m.At), casework.Helsinki)
		if err != nil { // no time was agreed
			e.SetAllDayStartAt(m.On.Time())
			e.SetAllDayEndAt(m.On.AddDays(1).Time())
			continue
		}
		const local = "20060102T150405"
		e.SetProperty(ics.ComponentPropertyDtStart, start.Format(local), ics.WithTZID(inHelsinki))
		e.SetProperty(ics.ComponentPropertyDtEnd, start.Add(meetingLength).Format(local), ics.WithTZID(inHelsinki))
	}
	return c
}

// addHelsinki tells the rules of summer time that hold in the European Union
// since 1996 (directive 2000/84/EC).
func addHelsinki(c *ics.Calendar) {
	zone := c.AddTimezone(inHelsinki)
	winter := zone.AddStandard()
	summer := &ics.Daylight{}
	zone.Components = append(zone.Components, summer)
	for _, half := range []struct {
		of                        *ics.ComponentBase
		name, from, to, day, rule string
	}{
		{&winter.ComponentBase, "EET", "+0300", "+0200", "19961027T040000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"},
		{&summer.ComponentBase, "EEST", "+0200", "+0300", "19970330T030000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"},
	} {
		half.of.SetProperty("TZNAME", half.name)
		half.of.SetProperty("TZOFFSETFROM", half.from)
		half.of.SetProperty("TZOFFSETTO", half.to)
		half.of.SetProperty(ics.ComponentPropertyDtStart, half.day)
		half.of.AddRrule(half.rule)
	}
}

// initialsSwitch tells an administrator what calendars outside are told.
func initialsSwitch(v *visit, p app.SetUpPage) pages.InitialsSwitch {
	switch {
	case p.Initials.On:
		return pages.InitialsSwitch{On: true, Text: v.words.T("calendar.initials_on", "on", p.Initials.Since)}
	case !p.Initials.Since.IsZero():
		return pages.InitialsSwitch{Text: v.words.T("calendar.initials_off_since", "on", p.Initials.Since)}
	}
	return pages.InitialsSwitch{Text: v.words.T("calendar.initials_off")}
}

func (s *Server) handleShowInitials(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if err := s.App.ShowCalendarInitials(r.Context(), visitOf(r).actor, f.yes("show")); err != nil {
		return err
	}
	word := "done.initials_off"
	if f.yes("show") {
		word = "done.initials_on"
	}
	return s.done(w, r, "/setup#initials", word)
}
