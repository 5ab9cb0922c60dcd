package sets

import (
	"fmt"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/demo"
	"sijoita/internal/store"
)

// planStints deals the clients out: each coach has twenty places, and each
// place one client after another through the years. A few wait at the end.
func (c *county) planStints() {
	const waiting = 4 // of each team
	coaches := 0
	for _, t := range c.teams {
		coaches += len(t.coaches)
	}
	places := coaches * caseload
	inPlaces := c.Clients - waiting*len(c.teams)
	first := 0 // coach's place: those beyond the division go to every coach in turn
	for _, t := range c.teams {
		for _, co := range t.coaches {
			for k := range caseload {
				n := inPlaces / places
				if k*coaches+first < inPlaces%places {
					n++
				}
				c.planPlace(co, n)
			}
			first++
		}
		for range waiting {
			c.stints = append(c.stints, &stint{coach: t.coaches[0], careTeam: pick(c, t.careTeams...), referredOn: c.today.AddDays(-1 - c.rand.IntN(50))})
		}
	}
}

// planPlace lets n clients follow each other in a place; the last one stays.
func (c *county) planPlace(co *coach, n int) {
	if n == 0 {
		return
	}
	days := 7 * c.Weeks / n
	for k := range n {
		starts := c.begins.AddDays(k*days + c.rand.IntN(days/2+1))
		s := &stint{coach: co, careTeam: pick(c, co.team.careTeams...), startsOn: starts, referredOn: starts.AddDays(-7 - c.rand.IntN(50))}
		if s.referredOn.Before(c.begins) {
			s.referredOn = c.begins
		}
		if k < n-1 {
			s.endsOn = c.begins.AddDays((k+1)*days - 1)
		}
		s.nextOn = starts
		c.stints = append(c.stints, s)
	}
}

// work writes down one week's work: who was referred, the meetings, the
// contacts, the placements, and an entry of the log for each.
func (c *county) work(tx *store.Tx, week int) error {
	from := c.begins.AddDays(7 * week)
	to := from.AddDays(6)
	if to.After(c.today) {
		to = c.today
	}
	w := &diary{county: c, from: from, to: to}
	if err := w.refer(tx); err != nil {
		return err
	}
	if err := w.meet(tx); err != nil {
		return err
	}
	if err := w.place(tx); err != nil {
		return err
	}
	if err := w.visit(tx, week); err != nil {
		return err
	}
	return tx.Append(w.entries...)
}

// diary is one week while it is written down.
type diary struct {
	*county
	from, to casework.Day
	entries  []audit.Entry
}

// add notes what a coach has added, as the use case does.
func (w *diary) add(co *coach, action audit.Action, kind string, uid casework.UID, clients ...int64) {
	resource := access.Resource{County: w.id, Teams: []int64{co.team.id}}
	asked := access.NoteClient
	if len(clients) == 0 {
		asked = access.NoteEmployer
	}
	actor := access.Actor{Kind: access.Person, StaffID: co.ID, ID: co.UID.String(), Name: co.Name, County: w.id, Grants: co.Grants}
	decision := access.Decide(actor, asked, resource, w.to)
	w.entries = append(w.entries, audit.Entry{
		Request: w.request(), ActorID: actor.ID, Actor: actor.Name, Role: string(casework.RoleCoach), Unit: co.team.name, Action: action, Kind: kind,
		Target: uid.String(), Relation: string(decision.Relation), Basis: decision.Basis, Result: audit.Done, Clients: clients,
	})
}

func (c *county) request() string { return fmt.Sprintf("%016x", c.rand.Uint64()) }

// within is a working day of the week.
func (w *diary) within() casework.Day {
	on := w.from.AddDays(w.rand.IntN(5))
	if on.After(w.to) {
		return w.to
	}
	return on
}

// refer adds those who were referred in the week, with how their episode went.
func (w *diary) refer(tx *store.Tx) error {
	var stints []*stint
	for _, s := range w.stints {
		if !s.referredOn.Before(w.from) && !s.referredOn.After(w.to) {
			stints = append(stints, s)
		}
	}
	clients := make([]casework.Client, len(stints))
	for i := range stints {
		clients[i] = w.client()
	}
	if err := tx.AddClients(clients); err != nil {
		return err
	}
	episodes := make([]casework.Episode, len(stints))
	var consents []casework.Consent
	for i, s := range stints {
		s.client = clients[i].ID
		episodes[i] = w.episode(s)
		consents = append(consents, w.consents(s)...)
	}
	if err := tx.AddEpisodes(episodes); err != nil {
		return err
	}
	if err := tx.AddConsents(consents); err != nil {
		return err
	}
	referrals := make([]casework.Referral, len(stints))
	for i, s := range stints {
		s.episode = episodes[i].ID
		referrals[i] = casework.Referral{
			Noted: w.noted(s.coach.ID, s.referredOn), ClientID: s.client, ProgrammeID: w.programme, TeamID: s.coach.team.id, EpisodeID: s.episode,
			Pathway: episodes[i].Pathway, CareTeamID: s.careTeam, Wish: "Työtä läheltä kotia, osa-aikaisesti.", Agreed: true,
			ReceivedOn: s.referredOn, ReceivedBy: s.coach.ID,
		}
		w.add(s.coach, audit.Received, "referral", referrals[i].UID, s.client)
	}
	return tx.AddReferrals(referrals)
}

func (w *diary) client() casework.Client {
	given, family := demo.Name(w.rand.IntN(1 << 20))
	const youngest, years = 18, 45
	return casework.Client{
		Record: w.record(), GivenName: given, FamilyName: family, BirthOn: w.today.AddDays(-365*youngest - w.rand.IntN(365*years)),
		Municipality: pick(w.county, municipalities...), Language: pick(w.county, "fi", "fi", "fi", "fi", "sv"),
	}
}

func (w *diary) episode(s *stint) casework.Episode {
	e := casework.Episode{
		Noted: w.noted(s.coach.ID, s.referredOn), ClientID: s.client, ProgrammeID: w.programme, TeamID: s.coach.team.id,
		Pathway: pick(w.county, casework.Pathways...), ReferredOn: s.referredOn, ReferringUnitID: s.careTeam,
		CareTeams: []casework.Dated{{ID: s.careTeam}}, StartedOn: s.startsOn, AgreementOn: s.startsOn,
	}
	if s.startsOn.IsZero() {
		return e
	}
	e.Coaches = []casework.Dated{{ID: s.coach.ID, Span: casework.Span{From: s.startsOn}}}
	if !s.endsOn.IsZero() {
		e.EndedOn, e.EndReason = s.endsOn, string(pick(w.county, casework.CloseReasons[:8]...))
	} else if w.chance(4) {
		e.Pauses = []casework.Pause{{Span: casework.Span{From: w.today.AddDays(-20)}, Reason: string(casework.PauseOwnWish), CheckOn: w.today.AddDays(8)}}
	}
	return e
}

// consents are what most clients give at the start.
func (w *diary) consents(s *stint) (all []casework.Consent) {
	if s.startsOn.IsZero() {
		return nil
	}
	give := func(kind casework.ConsentKind, leave casework.EmployerLeave) {
		all = append(all, casework.Consent{
			Noted: w.noted(s.coach.ID, s.startsOn), ClientID: s.client, Kind: kind, Given: true, Leave: leave, Method: casework.ConsentWritten,
			Span: casework.Span{From: s.startsOn},
		})
	}
	give(casework.ConsentEmployers, casework.LeaveDirect)
	if w.chance(80) {
		give(casework.ConsentCareTeam, "")
	}
	return all
}

// meet adds the week's meetings: one a week at first, then one in six.
func (w *diary) meet(tx *store.Tx) error {
	const often, later = 4, 6
	var all []casework.Meeting
	var of []*stint
	for _, s := range w.stints {
		if s.episode == 0 || s.startsOn.IsZero() || s.nextOn.After(w.to) || !s.endsOn.IsZero() && s.nextOn.After(s.endsOn) {
			continue
		}
		kind := casework.MeetingJobSearch
		if s.held == 0 {
			kind = casework.MeetingFirst
		} else if s.held < often {
			kind = casework.MeetingProfile
		}
		on := s.nextOn
		if on.Before(w.from) {
			on = w.from
		}
		all = append(all, casework.Meeting{
			Noted: w.noted(s.coach.ID, on), EpisodeID: s.episode, On: on, At: "10:00", Minutes: 45, Staff: []int64{s.coach.ID},
			Place: pick(w.county, casework.PlaceCommunity, casework.PlaceCareUnit, casework.PlaceOffice), Channel: casework.MeetingFaceToFace, Kind: kind,
			Text: pick(w.county, "Käytiin läpi kahden työpaikan ilmoitukset.", "Hakemus viimeisteltiin ja lähetettiin.", "Sovittiin, keneen otetaan yhteyttä."),
		})
		of = append(of, s)
		s.held++
		if s.nextOn = on.AddDays(7); s.held >= often {
			s.nextOn = on.AddDays(7 * later)
		}
	}
	if err := tx.AddMeetings(all); err != nil {
		return err
	}
	for i, m := range all {
		w.add(of[i].coach, audit.Added, "meeting", m.UID, of[i].client)
	}
	return nil
}

// place adds the jobs that begin in the week: nearly half of the clients get
// one, half a year or so after the start.
func (w *diary) place(tx *store.Tx) error {
	var all []casework.Placement
	var of []*stint
	for _, s := range w.stints {
		const wait, likely = 26, 45
		on := s.startsOn.AddDays(7*wait + int(s.client%50))
		if s.episode == 0 || s.startsOn.IsZero() || on.Before(w.from) || on.After(w.to) || !s.endsOn.IsZero() && on.After(s.endsOn) || !w.chance(likely) {
			continue
		}
		p := casework.Placement{
			Noted: w.noted(s.coach.ID, on), EpisodeID: s.episode, Kind: casework.Employment, EmployerID: pick(w.county, s.coach.team.employers...),
			Occupation: "5223", StartsOn: on, HoursPerWeek: ptr(20.0), OpenMarket: ptr(true), Permanent: ptr(w.chance(40)),
		}
		if ends := on.AddDays(60 + w.rand.IntN(700)); !ends.After(w.today) {
			p.EndsOn, p.EndReason = ends, "fixed_term"
		}
		all, of = append(all, p), append(of, s)
	}
	if err := tx.AddPlacements(all); err != nil {
		return err
	}
	for i, p := range all {
		w.add(of[i].coach, audit.Started, "placement", p.UID, of[i].client)
	}
	return nil
}

// visit adds the week's contacts with employers: six of ten face to face, three
// of ten for a client.
func (w *diary) visit(tx *store.Tx, week int) error {
	w.open()
	share := func(week int) int { return w.Contacts/w.Weeks*week + w.Contacts%w.Weeks*week/w.Weeks }
	n := share(week+1) - share(week)
	coaches := w.Teams * w.Coaches
	all := make([]casework.EmployerContact, n)
	by := make([]*coach, n)
	clients := make([]int64, n)
	turn := w.rand.IntN(coaches)
	for i := range all {
		who := (turn + i) % coaches
		co := w.teams[who/w.Coaches].coaches[who%w.Coaches]
		on := w.within()
		met := w.chance(50)
		contact := casework.EmployerContact{
			Noted: w.noted(co.ID, on), EmployerID: pick(w.county, co.team.employers...), On: on, Staff: []int64{co.ID}, Channel: casework.ByPhone,
			Kind: pick(w.county, casework.ColdVisit, casework.AgreedVisit, casework.FollowUp), DecisionMaker: &met, Reached: casework.ReachedOther,
			Next: casework.NextNotNow,
		}
		if met {
			contact.Reached = casework.ReachedDecisionMaker
		}
		if w.chance(60) {
			contact.Channel = casework.FaceToFace
		}
		if w.chance(40) {
			contact.Learned = pick(w.county, "Ei tarvetta juuri nyt.", "Kesäksi tarvitaan apua.", "Ottaa mielellään kokeiluun.")
		}
		if w.chance(3) && w.today.DaysSince(on) < 60 {
			contact.Next, contact.ReturnOn = casework.NextReturn, on.AddDays(28)
		}
		if len(co.open) > 0 && w.chance(30) {
			s := pick(w.county, co.open...)
			contact.EpisodeID, clients[i] = s.episode, s.client
		}
		all[i], by[i] = contact, co
	}
	if err := tx.AddContacts(all); err != nil {
		return err
	}
	for i, contact := range all {
		if clients[i] == 0 {
			w.add(by[i], audit.Added, "employer_contact", contact.UID)
		} else {
			w.add(by[i], audit.Added, "employer_contact", contact.UID, clients[i])
		}
	}
	return nil
}

// open finds whom each coach coaches in the week.
func (w *diary) open() {
	for _, t := range w.teams {
		for _, co := range t.coaches {
			co.open = co.open[:0]
		}
	}
	for _, s := range w.stints {
		if s.episode != 0 && !s.startsOn.IsZero() && !s.startsOn.After(w.from) && (s.endsOn.IsZero() || s.endsOn.After(w.to)) {
			s.coach.open = append(s.coach.open, s)
		}
	}
}

// finish adds what lies ahead: one meeting and one task of half of those in
// coaching.
func (c *county) finish(tx *store.Tx) error {
	w := &diary{county: c, from: c.today.Monday(), to: c.today}
	var planned []casework.PlannedMeeting
	var tasks []casework.Task
	for _, s := range c.stints {
		if s.episode == 0 || s.startsOn.IsZero() || !s.endsOn.IsZero() || !c.chance(50) {
			continue
		}
		planned = append(planned, casework.PlannedMeeting{
			Noted: c.noted(s.coach.ID, c.today), EpisodeID: s.episode, On: c.today.AddDays(c.rand.IntN(14)), At: "13:00", Place: casework.PlaceCommunity,
			Channel: casework.MeetingFaceToFace, Kind: casework.MeetingJobSearch, Staff: []int64{s.coach.ID},
		})
		w.add(s.coach, audit.Added, "planned_meeting", planned[len(planned)-1].UID, s.client)
		tasks = append(tasks, casework.Task{
			Noted: c.noted(s.coach.ID, c.today), EpisodeID: s.episode, Whose: pick(c, casework.CoachsTask, casework.ClientsTask),
			Text: "Soittaa työnantajalle.", DueOn: c.today.AddDays(c.rand.IntN(14) - 4),
		})
		w.add(s.coach, audit.Added, "task", tasks[len(tasks)-1].UID, s.client)
	}
	if err := tx.AddPlannedMeetings(planned); err != nil {
		return err
	}
	if err := tx.AddTasks(tasks); err != nil {
		return err
	}
	return tx.Append(w.entries...)
}
