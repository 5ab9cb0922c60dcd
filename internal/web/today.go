package web

import (
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
)

func (s *Server) handleToday(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	day, err := s.App.Today(r.Context(), v.actor)
	if err != nil {
		return err
	}
	matters, err := s.matters(r)
	if err != nil {
		return err
	}
	view := todayView(v, day)
	view.Reviews = matters
	return s.render(w, r, http.StatusOK, pages.Today(s.frame(w, r, v.words.T("nav.today")), view))
}

func todayView(v *visit, day app.Today) pages.TodayView {
	words, t := v.words, v.words.T
	week := strconv.Itoa(day.On.Week().Number())
	met := day.Weeks[len(day.Weeks)-1].FaceToFace
	view := pages.TodayView{
		Title: t("today.title", "day", words.DayLong(day.On)),
		Sub:   t("today.sub", "n", len(day.Due)+min(day.Unheard, 1), "active", day.Active, "limit", day.Limit),
		Log:   ui.Link{Href: "/log", Text: t("nav.log")},
		Week:  t("today.week", "week", week),
		Met:   ui.FigureProps{Value: t("today.of", "n", met, "target", casework.WeeklyTarget), Word: t("today.met"), Definition: t("today.met_definition")},
		Bars:  weeklyBars(words, day.Weeks),
		Numbers: []ui.FigureProps{
			{Value: words.Int(day.Searching), Word: t("today.searching")},
			{Value: words.Int(day.Working), Word: t("today.working")},
			{Value: words.Int(day.Paused), Word: t("today.paused")},
		},
		Clients: ui.Link{Href: "/clients", Text: t("today.all", "n", day.Active+day.Paused)},
		Waiting: t("today.nobody_waits"),
		Team:    teamDueRows(words, v.actor.StaffID, day.Team, day.Names),
		Work:    ui.Link{Href: pathTeamwork, Text: t("teamwork.all")},
	}
	if day.Waiting > 0 {
		view.Waiting = t("today.waiting", "n", day.Waiting, "days", day.Longest)
	}
	for _, a := range day.Ahead {
		row := appointmentRow(words, a, day.On)
		if a.Planned.On == day.On {
			row.Action = ui.Link{Href: "/log/meeting?planned=" + a.Planned.UID.String(), Text: t("nav.log"), About: a.Client.Name()}
		}
		view.Ahead = append(view.Ahead, row)
	}
	if day.Unheard > 0 {
		view.Due = append(view.Due, ui.RowProps{Mark: ui.MarkLate, MarkText: t("today.late"), Name: t("today.unheard", "n", day.Unheard), Why: t("today.unheard_why"),
			Action: ui.Link{Href: "/queue", Text: t("nav.queue"), About: t("queue.title")}})
	}
	for _, d := range day.Due {
		view.Due = append(view.Due, dueRow(words, day, d))
	}
	for _, c := range day.Contacts {
		view.Contacts = append(view.Contacts, contactLink(words, day.Employers[c.EmployerID].Name, c))
	}
	return view
}

// contactLink is a line of this week's contacts, which leads to where one is
// corrected or withdrawn.
func contactLink(words *i18n.Printer, employer string, c casework.EmployerContact) ui.RowProps {
	row := ui.RowProps{
		Name: employer, NameHref: "/contacts/" + c.UID.String(),
		Why: words.DayWeekday(c.On) + " · " + lower(words.T("contact.channel."+string(c.Channel))),
	}
	if c.Withdrawn {
		row.Why += " · " + lower(words.T("problem.withdrawn"))
	}
	return row
}

// weeklyBars draws the face-to-face contacts of the last weeks against the target.
func weeklyBars(words *i18n.Printer, weeks []app.WeekCount) ui.BarsProps {
	t := words.T
	bars := ui.BarsProps{
		Target: casework.WeeklyTarget, TargetText: t("today.target", "n", casework.WeeklyTarget),
		TableSummary: t("today.as_table"), LabelColumn: t("today.week_column"), ValueColumn: t("today.met"),
	}
	var said []string
	for i, w := range weeks {
		label := strconv.Itoa(w.Week.Number())
		bars.Bars = append(bars.Bars, ui.Bar{Label: label, Value: w.FaceToFace, Open: i == len(weeks)-1})
		said = append(said, strconv.Itoa(w.FaceToFace))
	}
	bars.Sentence = t("today.sentence", "from", weeks[0].Week.Number(), "to", weeks[len(weeks)-1].Week.Number(),
		"values", strings.Join(said, ", "), "target", casework.WeeklyTarget)
	return bars
}

// dueRow words one matter that waits, with the one thing to do about it.
func dueRow(words *i18n.Printer, day app.Today, d outcomes.Due) ui.RowProps {
	t := words.T
	row := ui.RowProps{Mark: ui.MarkSoon, MarkText: t("today.soon")}
	if d.Late {
		row.Mark, row.MarkText = ui.MarkLate, t("today.late")
	}
	client := day.Clients[d.ClientID]
	page := "/clients/" + client.UID.String()
	name := client.Name()
	switch d.Kind {
	case outcomes.DueCounselling:
		row.Name = t(counsellingWord(d), "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.no_counselling")
		row.Action = ui.Link{Href: "/placements/" + d.Occasion.Placement.UID.String() + "/start", Text: t("start.title"), About: name}
	case outcomes.DueSubsidy:
		row.Name = t(subsidyWord(d), "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.subsidy_why")
		row.Action = ui.Link{Href: "/placements/" + d.Placement.UID.String() + "/" + stepDecision, Text: t("placement.step." + stepDecision), About: name}
	case outcomes.DueEarnings:
		row.Name = t("today.over_limit", "name", name, "n", d.Days)
		row.Why = t("today.over_limit_why")
		row.Action = ui.Link{Href: page + "/earnings", Text: t("client.open"), About: name}
	case outcomes.DueRest:
		row.Name = t("today.rest_ends", "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.rest_ends_why")
		row.Action = ui.Link{Href: page + "/earnings", Text: t("client.open"), About: name}
	case outcomes.DueEmployer:
		row.Name = t("today.since_start", "name", name, "n", d.Days)
		row.Why = t("today.no_employer")
		row.Action = ui.Link{Href: "/log?client=" + client.UID.String(), Text: t("nav.log"), About: name}
	case outcomes.DuePause:
		row.Name = t("today.pause", "name", name)
		row.Why = t("today.pause_why", "when", inDays(words, d.Days, d.On))
		row.Action = ui.Link{Href: page, Text: t("client.open"), About: name}
	case outcomes.DueSilence:
		row.Name = t("today.silent", "name", name, "n", d.Days)
		row.Why = t("today.silent_why")
		row.Action = ui.Link{Href: page, Text: t("client.open"), About: name}
	case outcomes.DueMeeting:
		row.Name = t("today.meeting_passed", "name", name)
		row.Why = when(words, d.Planned.On, d.Planned.At) + " · " + t("meeting.kind."+string(d.Planned.Kind))
		row.Action = ui.Link{Href: "/log/meeting?planned=" + d.Planned.UID.String(), Text: t("nav.log"), About: name}
	case outcomes.DueTask:
		row.Name = d.Task.Text
		row.Why = t("today.task_of", "name", name, "when", inDays(words, d.Days, d.On))
		row.Action = ui.Link{Href: "/tasks/" + d.Task.UID.String(), Text: t("client.open"), About: d.Task.Text}
	case outcomes.DueQueue:
		row.Name = t("today.queue_silent", "name", name, "n", d.Days)
		row.Why = t("today.queue_silent_why")
		row.Action = ui.Link{Href: "/log/meeting?client=" + client.UID.String(), Text: t("nav.log"), About: name}
	case outcomes.DueLeadStop, outcomes.DueInterview, outcomes.DueLeadStep, outcomes.DueApplyBy:
		leadDue(words, &row, day, d)
	case outcomes.DueThin:
		row.Name = t("today.thin", "name", name)
		row.Why = t("today.thin_why", "when", inDays(words, d.Days, d.On))
		row.Action = ui.Link{Href: "/log/meeting?client=" + client.UID.String(), Text: t("nav.log"), About: name}
	case outcomes.DueSupportReview:
		row.Name = t("today.support_review", "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.plan_review_why")
		row.Action = ui.Link{Href: supportPath(d.Placement.UID), Text: t("client.open"), About: name}
	case outcomes.DueLimit:
		row.Name = t(limitWord(d), "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.limit_why." + string(d.Placement.Kind))
		row.Action = ui.Link{Href: "/placements/" + d.Placement.UID.String(), Text: t("client.open"), About: name}
	case outcomes.DueTalk:
		row.Name = t("today.talk", "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.talk_why")
		row.Action = ui.Link{Href: page + "/talk/new", Text: t("talk.note"), About: name}
	case outcomes.DuePlan:
		row.Name = t("today.plan_review", "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.plan_review_why")
		row.Action = ui.Link{Href: page + "/plan", Text: t("client.open"), About: name}
	case outcomes.DueMessage:
		row.Name = t("today.message", "name", name)
		row.Why = inLine(d.Message.Text)
		row.Action = ui.Link{Href: pathCareMessages + d.Message.UID.String(), Text: t("client.open"), About: row.Name}
	case outcomes.DueRecordText:
		row.Name = t("today.record_text", "name", name)
		row.Why = t("today.record_text_why")
		row.Action = ui.Link{Href: "/record-texts/" + d.Text.UID.String(), Text: t("client.open"), About: name}
	case outcomes.DueReferral:
		row.Name = t("today.referral", "name", name)
		row.Why = t("today.referral_why", "when", inDays(words, -d.Days, day.On.AddDays(-d.Days)))
		row.Action = ui.Link{Href: "/referrals/" + d.Referral.UID.String(), Text: t("today.answer"), About: name}
	case outcomes.DueConsent:
		row.Name = t("today.consent", "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.consent_why", "kind", words.T("consent.kind."+string(d.Consent)))
		row.Action = ui.Link{Href: page + "/consents", Text: t("consent.title"), About: name}
	case outcomes.DueReturn:
		employer := day.Employers[d.EmployerID]
		row.Name, row.NameHref = employer.Name, "/employers/"+employer.UID.String()
		row.Why = returnWhy(words, d)
		row.Action = ui.Link{Href: "/log?employer=" + employer.UID.String(), Text: t("nav.log"), About: employer.Name}
	}
	return row
}

// leadDue words what waits in a lead: whose it is and what, where, and when.
func leadDue(words *i18n.Printer, row *ui.RowProps, day app.Today, d outcomes.Due) {
	t := words.T
	name := d.Lead.Title
	if client, known := day.Clients[d.ClientID]; known {
		name = t("lead.whose", "name", client.Name(), "title", d.Lead.Title)
	}
	on := inDays(words, d.Days, d.On)
	row.Action = ui.Link{Href: leadPath(*d.Lead), Text: t("client.open"), About: name}
	why := ""
	switch d.Kind {
	case outcomes.DueLeadStop:
		row.Name, why = t("today.lead_stop", "name", name), t("lead.stop."+string(d.Stop))
	case outcomes.DueInterview:
		row.Name, why = t("today.interview", "name", name, "when", on), t("today.interview_ahead")
		row.Action.Href = "/applications/" + d.Application.UID.String()
		if d.Days < 0 {
			row.Name, why = t("today.interview_held", "name", name, "when", on), t("today.interview_tell")
		}
	case outcomes.DueLeadStep:
		row.Name, why = d.Lead.Next, t("today.lead_step", "name", name, "when", on)
	case outcomes.DueApplyBy:
		row.Name, why = t("today.apply_by", "name", name, "when", on), t("today.apply_by_why")
	}
	row.Why = strings.Join(notEmpty(day.Employers[d.EmployerID].Name, why), " · ")
}

// counsellingWord says what asks for benefits counselling: a job that begins or
// has begun, or a change in one.
func counsellingWord(d outcomes.Due) string {
	switch {
	case d.Occasion.Change && d.Days < 0:
		return "today.terms_changed"
	case d.Occasion.Change:
		return "today.terms_change"
	case d.Days < 0:
		return "today.job_begun"
	}
	return "today.job_ahead"
}

// subsidyWord says that a wage subsidy begins, or has begun, without a decision.
func subsidyWord(d outcomes.Due) string {
	if d.Days < 0 {
		return "today.subsidy_begun"
	}
	return "today.subsidy_ahead"
}

// limitWord says what runs out: the time that the rules give, or what was agreed;
// or that a trial is to be looked at on the way.
func limitWord(d outcomes.Due) string {
	switch d.Limit {
	case "":
		return "today.trial_check"
	case casework.LimitEnds:
		return "today.ends." + string(d.Placement.Kind)
	}
	return "today.limit." + string(d.Limit)
}

func returnWhy(words *i18n.Printer, d outcomes.Due) string {
	why := words.T("today.return", "when", inDays(words, d.Days, d.On), "last", words.DayShort(d.Contact.On))
	if d.Contact.Learned != "" {
		why += " · ”" + d.Contact.Learned + "”"
	}
	return why
}

// inDays says when, as people do: today, tomorrow, on Monday 23.11., or past.
func inDays(words *i18n.Printer, days int, on casework.Day) string {
	switch days {
	case 0:
		return words.T("today.is_today")
	case 1:
		return words.T("today.is_tomorrow")
	}
	return words.DayWeekday(on)
}
