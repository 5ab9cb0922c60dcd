package app

import (
	"context"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/store"
)

// A calendar outside is told of nobody, unless the county's administrator has
// turned the clients' initials on: they leave the house, and stand on other
// people's servers.

const (
	initialsSetting = "calendar_initials"
	initialsOn      = "on"
	initialsOff     = "off"
)

// CalendarInitials tells whether calendars outside are told the clients'
// initials, and since when; the zero day: never set.
type CalendarInitials struct {
	On    bool
	Since casework.Day
}

func initialsOf(tx *store.Tx) (CalendarInitials, error) {
	set, err := setting(tx, initialsSetting, initialsOff)
	return CalendarInitials{On: set.Value == initialsOn, Since: set.From}, err
}

// ShowCalendarInitials turns the clients' initials in calendars outside on or
// off, from today on. Problems: Forbidden.
func (a *App) ShowCalendarInitials(ctx context.Context, actor access.Actor, on bool) error {
	value := initialsOff
	if on {
		value = initialsOn
	}
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.SetUp, t.ownCounty(), initialsSetting, ""); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, t.set(initialsSetting, value, initialsOff, value)
	})
	return err
}

// feedMeetings are the meetings as a calendar outside is told them, and the
// clients of whom it is told. One under an order of non-disclosure is never
// told of.
func feedMeetings(all []Appointment, initials bool) (list []FeedMeeting, clients []int64) {
	for _, m := range all {
		one := FeedMeeting{UID: m.Planned.UID, Revision: m.Planned.Revision, On: m.Planned.On, At: m.Planned.At}
		if initials && !m.Client.NonDisclosure {
			one.Initials = m.Client.Initials()
			clients = append(clients, m.Client.ID)
		}
		list = append(list, one)
	}
	return list, clients
}
