package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleNewPlacement(w http.ResponseWriter, r *http.Request) error {
	kind := casework.PlacementKind(r.URL.Query().Get("kind"))
	if !slices.Contains(casework.PlacementKinds, kind) {
		kind = casework.Employment
	}
	return s.showNewPlacement(w, r, http.StatusOK, casework.Placement{Kind: kind, StartsOn: visitOf(r).today}, pages.PlacementForm{
		Employer: r.URL.Query().Get("employer"), Kind: kind, UID: s.App.IDs().String(), NewEmployerUID: s.App.IDs().String(), StartsOn: visitOf(r).today.String(),
		Permanent: "yes", OpenMarket: true, Subsidy: "none",
	})
}

// showNewPlacement shows the form of a new placement with what was typed; job is
// what of it could be read, against which the terms of subsidies are held.
func (s *Server) showNewPlacement(w http.ResponseWriter, r *http.Request, status int, job casework.Placement, p pages.PlacementForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	offer, err := s.App.PlacementForm(r.Context(), v.actor, uid, uidOf(p.Employer))
	if err != nil {
		return err
	}
	p.Action = "/clients/" + uid.String() + "/placements/new"
	p.Employers, p.Occupations = employerOptions(offer.Last, offer.Employer), codeNames(v.words, offer.Occupations)
	p.DecidedBy = employmentArea(v.words, offer.Client)
	p.Help, p.FurtherHelp = helpsFor(v.words, offer.Subsidies, offer.Client, job, v.today)
	if len(p.Employers) == 0 {
		p.Employer = pages.NewEmployer
	}
	view := pages.NewPlacementView{Back: ui.Link{Href: "/clients/" + uid.String(), Text: offer.Client.Name()}, Form: p}
	for _, kind := range casework.PlacementKinds {
		view.Kinds = append(view.Kinds, ui.NavItem{
			Link: ui.Link{Href: withEmployer(withQuery(p.Action, "kind", string(kind)), p.Employer), Text: v.words.T("placement.kind." + string(kind))}, Current: kind == p.Kind,
		})
	}
	return s.render(w, r, status, pages.NewPlacement(s.frame(w, r, v.words.T("placement.title."+string(p.Kind))), view))
}

// withEmployer keeps the employer that is chosen already.
func withEmployer(path, employer string) string {
	if employer == "" || employer == pages.NewEmployer || employer == pages.OwnBusiness {
		return path
	}
	return withQuery(path, "employer", employer)
}

func (f *form) placement() (pages.PlacementForm, app.PlacementInput) {
	p := pages.PlacementForm{
		Kind: casework.PlacementKind(f.text("kind")), UID: f.text("uid"), NewEmployerUID: f.text("new_employer_uid"),
		Employer: f.text("employer"), EmployerName: f.text("employer_name"), Business: f.text("business"), Agreement: f.text("agreement"), StartsOn: f.text("starts_on"), EndsOn: f.text("ends_on"),
		Hours: f.text("hours_per_week"), Days: f.text("days_per_week"), Pay: f.text("monthly_pay"), Permanent: f.text("permanent"),
		OpenMarket: f.yes("open_market"), Occupation: f.text("occupation"), Subsidy: f.text("subsidy"),
		School: f.text("school"), Subject: f.text("subject"), Funding: f.text("funding"), Level: f.text("level"), Found: f.text("found"), Matches: f.text("matches_wish"),
		TrialGoal: f.text("trial_goal"), TrialOwnWish: f.text("trial_own_wish"), TrialCheckOn: f.text("trial_check_on"), Knowingly: f.yes("knowingly"), Revision: f.text("revision"), Reason: f.text("reason"),
	}
	if !slices.Contains(casework.PlacementKinds, p.Kind) {
		p.Kind = casework.Employment
	}
	in := app.PlacementInput{
		UID: f.uid("uid"), Employer: f.uid("employer"),
		NewEmployer: casework.NewEmployer{UID: f.uid("new_employer_uid"), Name: p.EmployerName},
		Note: casework.PlacementNote{
			Kind: p.Kind, StartsOn: f.day("starts_on"), EndsOn: f.day("ends_on"), HoursPerWeek: f.decimal("hours_per_week"),
			DaysPerWeek: f.decimal("days_per_week"), MonthlyPay: f.euros("monthly_pay"), OpenMarket: p.OpenMarket, Permanent: f.yes("permanent"),
			Occupation: p.Occupation, School: p.School, Subject: p.Subject, Funding: casework.Funding(p.Funding),
			Level: casework.StudyLevel(p.Level), Found: casework.Found(p.Found), Matches: casework.WishMatch(p.Matches), Knowingly: p.Knowingly,
			OwnBusiness: p.Employer == pages.OwnBusiness, Business: p.Business, Agreement: p.Agreement,
			Trial: casework.Trial{Goal: p.TrialGoal, OwnWish: f.yesOrNo("trial_own_wish"), CheckOn: f.day("trial_check_on")},
		},
	}
	p.Terms = f.subsidyFields("subsidy", 0)
	if p.Subsidy != "" && p.Subsidy != "none" {
		first := f.subsidy("subsidy", p.Terms, in.Note.StartsOn)
		in.Note.Subsidy = &first
	}
	for i := range f.texts("further_subsidy") {
		typed := f.subsidyFields("further_subsidy", i)
		p.Further = append(p.Further, typed)
		if typed.Kind != "" {
			in.Note.FurtherSubsidies = append(in.Note.FurtherSubsidies, f.subsidy("further_subsidy", typed, in.Note.StartsOn))
		}
	}
	for i := range f.texts("change_from") {
		typed := f.changeFields(i)
		p.Changes = append(p.Changes, typed)
		if typed != (pages.ChangeFields{}) {
			in.Note.Changes = append(in.Note.Changes, f.change(typed))
		}
	}
	return p, in
}

// yesOrNo reads an answer that may be left out.
func (f *form) yesOrNo(name string) *bool {
	if typed := f.text(name); typed == "yes" || typed == "no" {
		yes := typed == "yes"
		return &yes
	}
	return nil
}

// typedYesNo writes an answer as the form sends it; none is nothing.
func typedYesNo(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return "yes"
	}
	return "no"
}

func (f *form) subsidyFields(name string, i int) pages.SubsidyFields {
	return pages.SubsidyFields{
		Kind: f.nth(name, i), Percent: f.nth(name+"_percent", i), Amount: f.nth(name+"_amount", i), From: f.nth(name+"_from", i), To: f.nth(name+"_to", i),
		Decision: f.nth(name+"_decision", i), DecidedOn: f.nth(name+"_decided_on", i),
	}
}

// subsidy reads a subsidy; one without a first day is from the day told.
func (f *form) subsidy(name string, typed pages.SubsidyFields, from casework.Day) casework.Subsidy {
	return casework.Subsidy{
		Kind: casework.SubsidyKind(typed.Kind), Percent: f.readDecimal(name+"_percent", typed.Percent), Amount: f.readEuros(name+"_amount", typed.Amount),
		Span:     casework.Span{From: orDay(f.readDay(name+"_from", typed.From), from), To: f.readDay(name+"_to", typed.To)},
		Decision: typed.Decision, DecidedOn: f.readDay(name+"_decided_on", typed.DecidedOn),
	}
}

func orDay(d, otherwise casework.Day) casework.Day {
	if d.IsZero() {
		return otherwise
	}
	return d
}

func (f *form) changeFields(i int) pages.ChangeFields {
	return pages.ChangeFields{From: f.nth("change_from", i), Hours: f.nth("change_hours", i), Pay: f.nth("change_pay", i)}
}

func (f *form) change(typed pages.ChangeFields) casework.PlacementChange {
	return casework.PlacementChange{
		From: f.readDay("change_from", typed.From), HoursPerWeek: f.readDecimal("change_hours", typed.Hours), MonthlyPay: f.readEuros("change_pay", typed.Pay),
	}
}

func (s *Server) handleStartPlacement(w http.ResponseWriter, r *http.Request) error {
	client, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, in := f.placement()
	in.Client = client
	p.UID, p.NewEmployerUID = s.orNew(in.UID), s.orNew(in.NewEmployer.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.StartPlacement(r.Context(), visitOf(r).actor, in)
	}
	if p.Problem = mistakes(err); p.Problem != nil {
		return s.showNewPlacement(w, r, http.StatusUnprocessableEntity, jobTyped(in.Note), p)
	}
	if known := problem.As(err); known != nil && known.Key == app.NotedKey {
		r.SetPathValue("placement", in.UID.String())
		p.Problem, p.Present = known, []ui.Definition{}
		return s.showPlacement(w, r, http.StatusConflict, &p, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	if in.Note.Kind == casework.Employment {
		return s.done(w, r, "/placements/"+in.UID.String()+"/start", "done.placed."+string(in.Note.Kind))
	}
	return s.done(w, r, "/clients/"+client.String(), "done.placed."+string(in.Note.Kind))
}

func (s *Server) handlePlacement(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacement(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showPlacement shows one placement. typed is the refused text of a
// correction, or nil; mend is what was refused of the other ways to mend it.
func (s *Server) showPlacement(w http.ResponseWriter, r *http.Request, status int, typed *pages.PlacementForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Placement(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	title := v.words.T("placement.kind." + string(found.Placement.Kind))
	f := s.frame(w, r, title)
	back := backFromNote(v.words, &found.Client)
	mend.Path, mend.Revision = "/placements/"+uid.String(), strconv.Itoa(found.Placement.Revision)
	mend.Nobody = v.words.T("problem.choose_client")
	for _, c := range found.MoveTo {
		mend.MoveTo = append(mend.MoveTo, ui.Option{Value: c.UID.String(), Text: c.Name()})
	}
	page := pages.PlacementPage{
		Title: title, Withdrawn: found.Placement.Withdrawn, Facts: placementFacts(v.words, found), Back: back, Mend: mend,
		Steps:   placementSteps(v.words, found.Placement, mend.Path),
		History: history(v.words, found.Revisions, found.Names, placementLine),
		Limits:  limitFacts(v.words, found, v.today), Support: supportCard(v.words, found), After: afterCard(v.words, found, v.today),
		Subsidies: subsidyCard(v.words, found, mend.Path),
	}
	form := placementText(found)
	form.Occupation = codeName(v.words, found.Occupations, form.Occupation)
	if typed != nil {
		form = *typed
		form.Kind = found.Placement.Kind
	}
	if typed == nil || typed.Present != nil {
		form.Revision = mend.Revision
	}
	if typed != nil && typed.Present != nil {
		form.Present = page.Facts
	}
	form.Correct, form.Action = true, mend.Path
	form.Employers, form.Occupations = employerOptions(nil, nonZero(found.Employer)), codeNames(v.words, found.Occupations)
	form.DecidedBy = employmentArea(v.words, found.Client)
	form.Help, form.FurtherHelp = helpsFor(v.words, found.Subsidies, found.Client, jobOnScreen(r, typed, found.Placement), v.today)
	page.Form = form
	if typed != nil {
		return s.render(w, r, status, pages.NewPlacement(f, pages.NewPlacementView{Back: back, Form: form}))
	}
	return s.render(w, r, status, pages.Placement(f, page))
}

// limitFacts says until when a trial or studies may run, and how long its days are.
func limitFacts(words *i18n.Printer, p app.PlacementPage, today casework.Day) []ui.Definition {
	if p.Placement.Withdrawn || !p.Placement.EndsOn.IsZero() && p.Placement.EndsOn.Before(today) {
		return nil
	}
	var facts []ui.Definition
	for _, l := range p.Limits {
		if l.Kind != casework.LimitEnds {
			left := words.T("trial.left", "n", max(l.Last.DaysSince(today), 0))
			if l.Last.Before(today) {
				left = words.T("trial.passed")
			}
			facts = append(facts, ui.Definition{Term: words.T("trial.limit." + string(l.Kind)), Text: words.Day(l.Last), Note: left})
		}
	}
	if hours := p.Placement.HoursPerDay(); hours != nil {
		facts = append(facts, ui.Definition{Term: words.T("trial.limit." + string(casework.LimitDay)), Text: words.T("trial.hours_a_day", "hours", words.Number(*hours))})
	}
	return facts
}

// supportCard is what a placement's page tells of the support in it.
func supportCard(words *i18n.Printer, p app.PlacementPage) pages.SupportCard {
	if p.Support == nil {
		return pages.SupportCard{}
	}
	s := *p.Support
	card := pages.SupportCard{Link: ui.Link{Href: supportPath(p.Placement.UID), Text: words.T("client.open"), About: words.T("support.title")}, Text: words.T("support.none_title")}
	plan, planned := casework.SupportOn(s.Plans, p.Placement.ID, s.Today)
	if planned {
		card.Text = words.T("plan.agreed", "on", words.Day(plan.On)) + ": " + cadenceLine(words, plan.Rhythm)
	}
	if p.Placement.RunsOn(s.Today) {
		card.Rhythm = rhythmView(words, p.Placement, s.Rhythm, planned)
	}
	return card
}

// afterShown is for how many days after an end what may follow is one tap away.
const afterShown = 60

// afterCard is what may follow when a placement has ended: how long it lasted,
// and back to the search without a new referral.
func afterCard(words *i18n.Printer, p app.PlacementPage, today casework.Day) pages.AfterCard {
	j := p.Placement
	if j.Withdrawn || j.EndReason == "" || j.EndsOn.After(today) || today.DaysSince(j.EndsOn) > afterShown {
		return pages.AfterCard{}
	}
	days, weeks := j.Lasted(j.EndsOn)
	card := pages.AfterCard{Text: words.T("placement.lasted", "n", days)}
	if weeks > 0 && j.Kind == casework.Employment {
		card.Text += " " + words.T("placement.lasted_weeks", "n", weeks)
	}
	client := "/clients/" + p.Client.UID.String()
	add := func(href, word string) {
		card.Steps = append(card.Steps, ui.Link{Href: client + href, Text: words.T(word)})
	}
	switch j.Ending.Next {
	case casework.FollowPause:
		add("/pause", "episode.pause_title")
	case casework.FollowClosing:
		add("/talk/new", "talk.title")
	case casework.FollowGoesOn:
		add(withEmployer("/placements/new", p.Employer.UID.String()), "client.note_job")
	default:
		add("/plan/new", "placement.to_search")
	}
	add("/profile", "placement.to_profile")
	if !j.Ending.Benefits {
		add("/counselling/new", "client.note_counselling")
	}
	return card
}

// placementSteps are what may come next of a placement.
func placementSteps(words *i18n.Printer, j casework.Placement, path string) []ui.Link {
	if j.Withdrawn {
		return nil
	}
	var steps []ui.Link
	add := func(step string) {
		steps = append(steps, ui.Link{Href: path + "/" + step, Text: words.T("placement.step." + step)})
	}
	if j.Kind != casework.Study {
		add(stepChange)
	}
	if j.Follows() {
		steps = append(steps, ui.Link{Href: path + "/" + stepFollow, Text: stepTitle(words, stepFollow, j.Kind)})
	}
	steps = append(steps, ui.Link{Href: path + "/support", Text: words.T("support.title")})
	if j.Kind == casework.Employment {
		steps = append(steps, ui.Link{Href: path + "/start", Text: words.T("start.title")})
		add(stepSubsidy)
	}
	add(stepEnd)
	return steps
}

func nonZero(e casework.Employer) *casework.Employer {
	if e.ID == 0 {
		return nil
	}
	return &e
}

// placementText is the placement as the form shows it.
func placementText(p app.PlacementPage) pages.PlacementForm {
	j := p.Placement
	form := pages.PlacementForm{
		Kind: j.Kind, UID: j.UID.String(), Employer: p.Employer.UID.String(), StartsOn: j.StartsOn.String(), EndsOn: j.EndsOn.String(),
		Hours: typedNumber(j.HoursPerWeek), Days: typedNumber(j.DaysPerWeek), Pay: typedEuros(j.MonthlyPay), Occupation: j.Occupation,
		Permanent: "no", OpenMarket: j.OpenMarket != nil && *j.OpenMarket, Subsidy: "none",
		School: j.School, Subject: j.Subject, Funding: string(j.Funding), Level: string(j.Level), Found: string(j.Found), Matches: string(j.Matches),
		TrialGoal: j.Trial.Goal, TrialOwnWish: typedYesNo(j.Trial.OwnWish), TrialCheckOn: j.Trial.CheckOn.String(),
		Business: j.Business, Agreement: j.Agreement,
	}
	if j.OwnBusiness() {
		form.Employer = pages.OwnBusiness
	}
	if j.Permanent != nil && *j.Permanent {
		form.Permanent = "yes"
	}
	if j.Subsidy != nil {
		form.Subsidy, form.Terms = string(j.Subsidy.Kind), typedSubsidy(*j.Subsidy)
	}
	for _, s := range j.FurtherSubsidies {
		form.Further = append(form.Further, typedSubsidy(s))
	}
	for _, c := range j.Changes {
		form.Changes = append(form.Changes, pages.ChangeFields{From: c.From.String(), Hours: typedNumber(c.HoursPerWeek), Pay: typedEuros(c.MonthlyPay)})
	}
	return form
}

func typedSubsidy(s casework.Subsidy) pages.SubsidyFields {
	return pages.SubsidyFields{
		Kind: string(s.Kind), Percent: typedNumber(s.Percent), Amount: typedEuros(s.Amount), From: s.From.String(), To: s.To.String(),
		Decision: s.Decision, DecidedOn: s.DecidedOn.String(),
	}
}

// typedNumber writes a number as a person types it; none is nothing.
func typedNumber(n *float64) string {
	if n == nil {
		return ""
	}
	return strings.Replace(strconv.FormatFloat(*n, 'f', -1, 64), ".", ",", 1)
}

func typedEuros(c *casework.Cents) string {
	if c == nil {
		return ""
	}
	return strings.Replace(c.String(), ".", ",", 1)
}

// employmentArea names where the client's work trials and wage subsidies are
// decided on; of one under an order of non-disclosure nothing tells where they live.
func employmentArea(words *i18n.Printer, c casework.Client) string {
	area, ok := casework.EmploymentAreaOf(c.Municipality)
	if !ok || c.NonDisclosure {
		return ""
	}
	return words.Name(area)
}

// ownBusiness says what a client who works for themself does; empty for any other.
func ownBusiness(words *i18n.Printer, j casework.Placement) string {
	if !j.OwnBusiness() {
		return ""
	}
	return cmp.Or(j.Business, words.T("placement.own_short"))
}

func placementFacts(words *i18n.Printer, p app.PlacementPage) []ui.Definition {
	t := words.T
	j := p.Placement
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("placement.client", p.Client.Name())
	add("placement.employer", p.Employer.Name)
	add("placement.business", ownBusiness(words, j))
	add("placement.starts_on", words.Day(j.StartsOn))
	if !j.EndsOn.IsZero() {
		add("placement.ends_on", words.Day(j.EndsOn))
	}
	add("placement.end_reason", endReason(words, j))
	add("placement.end_learned", j.EndLearned)
	add("placement.hours_and_pay", termsLine(words, j.HoursPerWeek, j.MonthlyPay))
	for _, c := range j.Changes {
		facts = append(facts, ui.Definition{Term: t("placement.from_day", "day", words.Day(c.From)), Text: termsLine(words, c.HoursPerWeek, c.MonthlyPay)})
	}
	add("placement.agreement", j.Agreement)
	if j.DaysPerWeek != nil {
		add("placement.days", t("placement.days_value", "days", words.Number(*j.DaysPerWeek)))
	}
	if j.Kind == casework.Employment {
		add("placement.open_market_short", yesNo(words, j.OpenMarket))
		add("placement.permanent", yesNo(words, j.Permanent))
	}
	if j.Kind == casework.WorkTrial || j.Subsidy != nil {
		add("placement.employment_area", employmentArea(words, p.Client))
	}
	add("placement.occupation", codeName(words, p.Occupations, j.Occupation))
	for _, s := range j.Subsidies() {
		add("placement.subsidy", subsidyLine(words, s))
	}
	if j.Kind == casework.Study && j.EndReason == "" {
		add("placement.state", words.T("placement.state."+studyState(j, p.Today)))
	}
	add("placement.school", j.School)
	add("placement.subject", j.Subject)
	add("placement.funding", worded(words, "placement.funding.", j.Funding))
	add("placement.level", worded(words, "placement.level.", j.Level))
	add("placement.found", worded(words, "placement.found.", j.Found))
	add("placement.matches", worded(words, "placement.matches.", j.Matches))
	add("placement.matches_why", j.MatchesWhy)
	add("placement.form", worded(words, "placement.form.", j.Form))
	addDay := func(term string, on casework.Day) {
		if !on.IsZero() {
			add(term, words.Day(on))
		}
	}
	addYesNo := func(term string, answer *bool) {
		if answer != nil {
			add(term, yesNo(words, answer))
		}
	}
	addDay("placement.probation_to", j.ProbationTo)
	addDay("placement.four_hours_on", j.FourHoursOn)
	if p.Told != nil && j.Follows() {
		add("placement.told", words.T("placement.told_on", "told", words.T("plan.told."+string(p.Told.Told)), "day", words.Day(p.Told.On)))
	}
	add("trial.goal", j.Trial.Goal)
	add("trial.tasks", j.Trial.Tasks)
	addYesNo("trial.own_wish", j.Trial.OwnWish)
	addDay("trial.agreed_on", j.Trial.AgreedOn)
	addYesNo("trial.in_plan", j.Trial.InPlan)
	addYesNo("trial.expenses", j.Trial.Expenses)
	addDay("trial.check_on", j.Trial.CheckOn)
	addDay("trial.checked_on", j.Trial.CheckedOn)
	add("trial.midway", j.Trial.Midway)
	add("trial.feedback", j.Trial.Feedback)
	add("placement.end_client", j.Ending.Client)
	add("placement.end_employer", j.Ending.Employer)
	addYesNo("placement.end_planned", j.Ending.Planned)
	add("placement.end_next", worded(words, "placement.end_next.", j.Ending.Next))
	if j.Ending.Benefits {
		add("placement.end_benefits", yesNo(words, &j.Ending.Benefits))
	}
	return facts
}

// studyState is where studies stand; how they ended is told by the reason.
func studyState(j casework.Placement, today casework.Day) string {
	switch {
	case j.StartsOn.After(today):
		return "ahead"
	case j.RunsOn(today):
		return "running"
	}
	return "over"
}

// endReason words why a placement ended; an importer's own words stay theirs.
func endReason(words *i18n.Printer, j casework.Placement) string {
	if slices.Contains(casework.EndReasons[j.Kind], j.EndReason) {
		return words.T("placement.ended." + j.EndReason)
	}
	return j.EndReason
}

// termsLine words hours and pay, as far as they are told.
func termsLine(words *i18n.Printer, hours *float64, pay *casework.Cents) string {
	var parts []string
	if hours != nil {
		parts = append(parts, words.T("placement.hours_value", "hours", words.Number(*hours)))
	}
	if pay != nil {
		parts = append(parts, words.T("placement.pay_value", "euros", words.Euro(*pay)))
	}
	return strings.Join(parts, " · ")
}

func yesNo(words *i18n.Printer, b *bool) string {
	switch {
	case b == nil:
		return words.T("placement.not_told")
	case *b:
		return words.T("placement.yes")
	}
	return words.T("placement.no")
}

// subsidyLine words a subsidy and the decision on it.
func subsidyLine(words *i18n.Printer, s casework.Subsidy) string {
	return joined(termsOf(words, s), decisionWords(words, s))
}

// termsOf words a subsidy: what it is, how much of it and from when.
func termsOf(words *i18n.Printer, s casework.Subsidy) string {
	line := words.T("subsidy." + string(s.Kind))
	if s.Percent != nil {
		line += " " + words.T("placement.percent_value", "percent", words.Number(*s.Percent))
	}
	if s.Amount != nil {
		line += " " + words.T("placement.pay_value", "euros", words.Euro(*s.Amount))
	}
	if !s.From.IsZero() {
		line += " · " + words.Day(s.From) + "–" + words.Day(s.To)
	}
	return line
}

func placementLine(words *i18n.Printer, j casework.Placement) string {
	parts := []string{words.T("placement.kind." + string(j.Kind)), words.Day(j.StartsOn) + "–" + words.Day(j.EndsOn)}
	for _, part := range []string{termsLine(words, j.HoursPerWeek, j.MonthlyPay), ownBusiness(words, j), j.Agreement, j.School, j.Subject, worded(words, "placement.matches.", j.Matches), j.MatchesWhy,
		worded(words, "placement.form.", j.Form), dayOrNone(words, "placement.probation_to", j.ProbationTo), dayOrNone(words, "placement.four_hours_on", j.FourHoursOn),
		j.Trial.Goal, j.Trial.Tasks, dayOrNone(words, "trial.agreed_on", j.Trial.AgreedOn), dayOrNone(words, "trial.checked_on", j.Trial.CheckedOn),
		j.Trial.Midway, j.Trial.Feedback, endReason(words, j), j.EndLearned, j.Ending.Client, j.Ending.Employer} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	for _, c := range j.Changes {
		parts = append(parts, words.T("placement.from_day", "day", words.Day(c.From))+" "+termsLine(words, c.HoursPerWeek, c.MonthlyPay))
	}
	for _, s := range j.Subsidies() {
		parts = append(parts, subsidyLine(words, s))
	}
	return strings.Join(parts, " · ")
}

// dayOrNone words a day after what it is; none is nothing.
func dayOrNone(words *i18n.Printer, term string, on casework.Day) string {
	if on.IsZero() {
		return ""
	}
	return words.T(term) + " " + words.Day(on)
}

var keptPlacement = kept{"placement", "/placements/"}

func (s *Server) handleCorrectPlacement(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptPlacement, "done.corrected", (*form).placement, s.App.CorrectPlacement, func(status int, typed pages.PlacementForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Present = p, known
		return s.showPlacement(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawPlacement(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptPlacement, s.App.WithdrawPlacement, func(status int, mend pages.MendForms) error {
		return s.showPlacement(w, r, status, nil, mend)
	})
}

func (s *Server) handleMovePlacement(w http.ResponseWriter, r *http.Request) error {
	return move(s, w, r, keptPlacement, s.App.MovePlacement, func(status int, mend pages.MendForms) error {
		return s.showPlacement(w, r, status, nil, mend)
	})
}

// startShown is for how many days after a job began its start is one tap away.
const startShown = 31

// runningPlacements are the client's jobs, work trials and studies that run
// today or are ahead, the soonest first.
func runningPlacements(v *visit, p app.ClientPage) []ui.RowProps {
	var rows []ui.RowProps
	for _, e := range slices.Backward(p.Timeline) {
		j := e.Placement
		if j == nil || j.Withdrawn || !j.EndsOn.IsZero() && j.EndsOn.Before(p.Today) {
			continue
		}
		row := ui.RowProps{Name: placeOf(v.words, p.Names, *j), Why: runningLine(v.words, *j, p.Today)}
		if p.May.Note {
			row.NameHref = "/placements/" + j.UID.String()
			if j.Kind == casework.Employment && j.StartsOn.After(p.Today.AddDays(-startShown)) {
				row.Action = ui.Link{Href: row.NameHref + "/start", Text: v.words.T("start.title"), About: row.Name}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// runningLine words a placement as it is on the day.
func runningLine(words *i18n.Printer, j casework.Placement, today casework.Day) string {
	day := words.T("placement.since", "day", words.Day(j.StartsOn))
	if j.StartsOn.After(today) {
		day = words.T("placement.begins", "day", words.Day(j.StartsOn))
	}
	parts := []string{words.T("placement.kind." + string(j.Kind)), day}
	if !j.EndsOn.IsZero() {
		parts = append(parts, words.T("placement.until", "day", words.Day(j.EndsOn)))
	}
	if terms := termsLine(words, j.HoursOn(today), j.PayOn(today)); terms != "" {
		parts = append(parts, terms)
	}
	for _, s := range j.Subsidies() {
		if s.Holds(today) {
			parts = append(parts, subsidyLine(words, s))
		}
	}
	return strings.Join(parts, " · ")
}
