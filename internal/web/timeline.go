package web

import (
	"cmp"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// event words one line of the timeline.
func event(words *i18n.Printer, p app.ClientPage, e app.Event) pages.EventView {
	t := words.T
	v := pages.EventView{Item: ui.TimelineItemProps{Kind: ui.EventNote, Day: words.Day(e.On), DateTime: e.On.String()}}
	mend := func(path string, uid casework.UID, withdrawn bool) {
		if withdrawn {
			v.Item.Withdrawn = t("problem.withdrawn")
		}
		if p.May.Note {
			v.Item.Action = ui.Link{Href: path + uid.String(), Text: t("client.open"), About: v.Item.What + " " + v.Item.Day}
		}
	}
	switch {
	case e.Contact != nil:
		c := e.Contact
		v.Item.Kind, v.Item.What = ui.EventEmployer, t("client.event_contact", "channel", lower(t("contact.channel."+string(c.Channel))))
		v.Lead, v.Text = p.Names.Employers[c.EmployerID], contactEvent(words, *c)
		mend("/contacts/", c.UID, c.Withdrawn)
	case e.Meeting != nil:
		m := e.Meeting
		v.Item.Kind, v.Item.What = ui.EventMeeting, meetingWhat(words, *m)
		v.Text = t("client.event_meeting", "kind", meetingKind(words, *m), "staff", words.Join(namesOf(p.Names.Staff, m.Staff)))
		v.Note = m.Text
		for _, task := range e.Agreed {
			v.Agreed = append(v.Agreed, t("task.agreed_line", "whose", t("task.whose_short."+string(task.Whose)), "text", task.Text))
		}
		mend("/meetings/", m.UID, m.Withdrawn)
	case e.Note != nil:
		v.Item.What, v.Note = t("client.event_note"), e.Note.Text
		mend("/notes/", e.Note.UID, e.Note.Withdrawn)
	case e.Placement != nil:
		j := e.Placement
		v.Item.Kind, v.Item.What = ui.EventJob, t("placement.kind."+string(j.Kind))
		v.Lead, v.Text = placeOf(words, p.Names, *j), placementEvent(words, *j)
		mend("/placements/", j.UID, j.Withdrawn)
	case e.Ended != nil:
		v.Item.Kind, v.Item.What = ui.EventJob, t("placement.kind."+string(e.Ended.Kind))
		v.Lead, v.Text = placeOf(words, p.Names, *e.Ended), t("client.event_ended")
		if why := endReason(words, *e.Ended); why != "" {
			v.Text += " · " + why
		}
	case e.Counselled != nil:
		v.Item.What = t("client.event_counselling")
		v.Text, v.Note = counsellingEvent(words, *e.Counselled, p.Names), e.Counselled.Decision
		mend("/counselling/", e.Counselled.UID, e.Counselled.Withdrawn)
	case e.Met != nil:
		v.Item.Kind, v.Item.What = ui.EventMeeting, t("suitability.title")
		v.Text, v.Note = decisionLine(words, *e.Met), e.Met.Wish
		mend("/suitability/", e.Met.UID, e.Met.Withdrawn)
	case e.Application != nil:
		v.Item.Kind, v.Item.What = ui.EventEmployer, t("application.one")
		v.Lead, v.Text, v.Note = orDash(p.Names.Employers[e.Lead.EmployerID]), applicationEvent(words, *e.Lead, *e.Application), e.Application.Learned
		mend("/applications/", e.Application.UID, e.Application.Withdrawn)
	case e.Lead != nil && e.Win != "":
		v.Item.What = t("lead.win_one")
		v.Lead, v.Text = t("lead.win."+string(e.Win)), e.Lead.Title
		mend("/leads/", e.Lead.UID, false)
	case e.Lead != nil:
		v.Item.Kind, v.Item.What = ui.EventEmployer, t("lead.event")
		v.Lead, v.Text, v.Note = orDash(p.Names.Employers[e.Lead.EmployerID]), e.Lead.Title, e.Lead.Fit
		mend("/leads/", e.Lead.UID, e.Lead.Withdrawn)
	case e.Talk != nil:
		v.Item.Kind, v.Item.What = ui.EventMeeting, t("disclosure.one")
		v.Text, v.Note = t("plan.told."+string(e.Talk.Told)), e.Talk.Thoughts
		mend("/disclosure/", e.Talk.UID, e.Talk.Withdrawn)
	case e.Plan != nil:
		v.Item.What, v.Text = t("plan.event"), e.Plan.Goal
		mend("/plans/", e.Plan.UID, e.Plan.Withdrawn)
	case e.Message != nil:
		v.Item.What, v.Note = t("care_message.event."+string(e.Message.To)), e.Message.Text
		if e.Message.Withdrawn {
			v.Item.Withdrawn = t("problem.withdrawn")
		}
		v.Item.Action = ui.Link{Href: pathCareMessages + e.Message.UID.String(), Text: t("client.open"), About: v.Item.What + " " + v.Item.Day}
	case e.Support != nil:
		v.Item.Kind, v.Item.What, v.Text = ui.EventJob, t("support.title"), cadenceLine(words, e.Support.Rhythm)
		mend("/support-plans/", e.Support.UID, e.Support.Withdrawn)
	case e.Closing != nil:
		v.Item.Kind, v.Item.What = ui.EventMeeting, t("talk.title")
		v.Text, v.Note = strings.Join(notEmpty(t("talk.outcome."+string(e.Closing.Outcome)), e.Closing.HandedTo), " · "), e.Closing.Text
		mend("/talks/", e.Closing.UID, e.Closing.Withdrawn)
	case e.Setback != nil:
		v.Item.What, v.Note = t("setback.event"), e.Setback.Text
		mend("/setbacks/", e.Setback.UID, e.Setback.Withdrawn)
	case e.Pause != nil:
		v.Item.What, v.Text = t("client.event_episode"), t("client.event_resumed")
		if !e.Resumed {
			v.Item.What, v.Text = t("state.paused"), pauseLine(words, *e.Pause)
		}
		mend("/episodes/", e.Of, false)
	case e.Coach != nil:
		v.Item.What, v.Text = t("client.event_coach"), p.Names.Staff[e.Coach.ID]+" · "+spanLine(words, e.Coach.Span)
		mend("/episodes/", e.Of, false)
	case e.Episode != nil:
		v.Item.What = t("client.event_episode")
		v.Text = t("client.event_state." + string(e.State))
		if e.State == casework.Ended {
			if why := known(words, "episode.close_reason.", casework.CloseReasons, e.Episode.EndReason); why != "" {
				v.Text += " · " + lower(why)
			}
		}
		mend("/episodes/", e.Episode.UID, e.Episode.Withdrawn)
	}
	return v
}

// applicationEvent says of an application what it was for, and what came of it.
func applicationEvent(words *i18n.Printer, l casework.Lead, a casework.Application) string {
	parts := []string{l.Title}
	if !a.InterviewOn.IsZero() {
		parts = append(parts, words.T("application.interview_line", "when", when(words, a.InterviewOn, a.InterviewAt)))
	}
	if a.Result != "" {
		parts = append(parts, lower(words.T("application.result."+string(a.Result))))
	}
	return strings.Join(parts, " · ")
}

func meetingWhat(words *i18n.Printer, m casework.Meeting) string {
	parts := []string{words.T("client.meeting"), lower(words.T("meeting.place." + string(m.Place)))}
	if m.Channel != casework.MeetingFaceToFace {
		parts[1] = lower(words.T("meeting.channel." + string(m.Channel)))
	}
	if m.Minutes > 0 {
		parts = append(parts, words.T("client.minutes", "n", m.Minutes))
	}
	return strings.Join(parts, ", ")
}

func contactEvent(words *i18n.Printer, c casework.EmployerContact) string {
	next := worded(words, "contact.next.", c.Next)
	if !c.ReturnOn.IsZero() {
		next += " " + words.DayShort(c.ReturnOn)
	}
	var parts []string
	for _, p := range []string{worded(words, "contact.reached.", c.Reached), strings.TrimSuffix(c.Learned, "."), next} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// placeOf is where a placement is: the employer, the client's own business, or
// the school.
func placeOf(words *i18n.Printer, names app.Names, j casework.Placement) string {
	return orDash(whereOf(words, names.Employers[j.EmployerID], j))
}

// whereOf is placeOf for an employer's name that is known; empty: nobody told.
func whereOf(words *i18n.Printer, employer string, j casework.Placement) string {
	return cmp.Or(employer, ownBusiness(words, j), j.School)
}

func placementEvent(words *i18n.Printer, j casework.Placement) string {
	parts := []string{words.T("client.event_begins")}
	if j.Subject != "" {
		parts = append(parts, j.Subject)
	}
	if j.HoursPerWeek != nil {
		parts = append(parts, words.T("placement.hours_value", "hours", words.Number(*j.HoursPerWeek)))
	}
	for _, s := range j.Subsidies() {
		parts = append(parts, lower(words.T("subsidy."+string(s.Kind))))
	}
	return strings.Join(parts, " · ")
}
