package web

import (
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

// setUpRoutes are the routes of setting the service up.
func (s *Server) setUpRoutes() []route {
	return []route{
		{"GET /setup", signedIn, s.handleSetUp},
		{"GET /setup/programmes/new", signedIn, s.handleNewProgramme},
		{"POST /setup/programmes/new", signedIn, s.handleAddProgramme},
		{"GET /setup/programmes/{programme}", signedIn, s.handleProgramme},
		{"POST /setup/programmes/{programme}", signedIn, s.handleCorrectProgramme},
		{"POST /setup/programmes/{programme}/remove", signedIn, s.handleRemoveProgramme},
		{"GET /setup/teams/new", signedIn, s.handleNewTeam},
		{"POST /setup/teams/new", signedIn, s.handleAddTeam},
		{"GET /setup/teams/{team}", signedIn, s.handleTeamSetUp},
		{"POST /setup/teams/{team}", signedIn, s.handleRenameTeam},
		{"POST /setup/teams/{team}/remove", signedIn, s.handleRemoveTeam},
		{"GET /setup/care-teams/new", signedIn, s.handleNewCareTeam},
		{"POST /setup/care-teams/new", signedIn, s.handleAddCareTeam},
		{"GET /setup/care-teams/{care_team}", signedIn, s.handleCareTeamSetUp},
		{"POST /setup/care-teams/{care_team}", signedIn, s.handleCorrectCareTeam},
		{"POST /setup/care-teams/{care_team}/remove", signedIn, s.handleRemoveCareTeam},
		{"POST /setup/care-teams/{care_team}/coaches", signedIn, s.handleAttendCareTeam},
		{"POST /setup/care-teams/{care_team}/coaches/{attendance}/end", signedIn, s.handleEndAttendance},
		{"GET /setup/areas", signedIn, s.handleAreas},
		{"POST /setup/areas", signedIn, s.handleCoverAreas},
		{"POST /setup/areas/{area}/end", signedIn, s.handleEndArea},
		{"GET /setup/occupations", signedIn, s.handleCodes(casework.OccupationCodes)},
		{"POST /setup/occupations", signedIn, s.handleBringCodes(casework.OccupationCodes)},
		{"GET /setup/industries", signedIn, s.handleCodes(casework.IndustryCodes)},
		{"POST /setup/industries", signedIn, s.handleBringCodes(casework.IndustryCodes)},
		{"POST /setup/initials", signedIn, s.handleShowInitials},
	}
}

func (s *Server) handleSetUp(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.SetUp(r.Context(), v.actor)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.ServiceSetUp(s.frame(w, r, v.words.T("setup.title")), setUpView(v, found)))
}

func setUpView(v *visit, p app.SetUpPage) pages.SetUpView {
	t, service := v.words.T, p.Service
	steps := service.Steps(v.today)
	_, left := casework.NextStep(steps)
	view := pages.SetUpView{County: v.words.Name(p.County.Name), Steps: stepRows(v.words, steps), Done: !left, Calculator: calculatorSwitch(v, p), Occupations: codesCard(v.words, p.Occupations), Industries: codesCard(v.words, p.Industries), Initials: initialsSwitch(v, p)}

	table := func(label string, columns ...string) ui.TableProps {
		props := ui.TableProps{Label: label, Narrow: ui.Stacks}
		for _, c := range columns {
			props.Columns = append(props.Columns, ui.Column{Text: c})
		}
		return props
	}
	coaches := make(map[int64]string)
	for _, c := range service.Staff {
		coaches[c.ID] = c.Name
	}
	programmes := make(map[int64]string)

	view.Programmes = table(t("setup.programmes"), t("setup.programme"), t("setup.kind"), t("setup.period"), t("setup.terms"), t("eligibility.title"))
	for _, p := range service.Programmes {
		programmes[p.ID] = p.Name
		view.Programmes.Rows = append(view.Programmes.Rows, []ui.Cell{
			{Text: p.Name, Href: "/setup/programmes/" + p.UID.String()}, {Text: t("setup.kind." + string(p.Kind))},
			{Text: spanWords(v.words, casework.Span{From: p.StartsOn, To: p.EndsOn})}, {Text: t("setup.terms." + string(p.Terms))},
			{Text: eligibilityText(v.words, p.Eligibility)},
		})
	}
	view.Teams = table(t("setup.teams"), t("setup.team"), t("setup.programme"), t("setup.people_today"))
	for _, team := range service.Teams {
		view.Teams.Rows = append(view.Teams.Rows, []ui.Cell{
			{Text: team.Name, Href: "/setup/teams/" + team.UID.String()}, {Text: programmes[team.ProgrammeID]},
			{Text: orDash(strings.Join(peopleOf(service.Staff, team.ID, v.today), ", "))},
		})
	}
	view.CareTeams = table(t("setup.care_teams"), t("setup.care_team"), t("setup.care_kind"), t("setup.municipality"), t("setup.attended_by"))
	for _, c := range service.CareTeams {
		attending := namesOf(coaches, casework.CoachesOfCareTeam(service.Assignments, c.ID, v.today))
		view.CareTeams.Rows = append(view.CareTeams.Rows, []ui.Cell{
			{Text: c.Name, Href: "/setup/care-teams/" + c.UID.String()}, {Text: t("setup.care_kind." + string(c.Kind))},
			{Text: v.words.Municipality(c.Municipality)}, {Text: orDash(strings.Join(attending, ", "))},
		})
	}
	view.Areas = table(t("setup.areas"), t("role.coach"), t("setup.municipalities"))
	for _, c := range service.CoachesOn(v.today) {
		var names []string
		for _, a := range service.Areas {
			if a.CoachID == c.ID && a.Holds(v.today) {
				names = append(names, v.words.Municipality(a.Municipality))
			}
		}
		view.Areas.Rows = append(view.Areas.Rows, []ui.Cell{{Text: c.Name, Href: "/people/" + c.UID.String()}, {Text: orDash(strings.Join(names, ", "))}})
	}
	return view
}

// peopleOf names who holds a role in the team on the day, each once.
func peopleOf(staff []casework.Staff, team int64, on casework.Day) (names []string) {
	for _, p := range staff {
		if slices.ContainsFunc(p.Grants, func(g casework.Grant) bool { return g.TeamID == team && g.Holds(on) }) {
			names = append(names, p.Name)
		}
	}
	return names
}

// stepPaths is where each step is taken.
var stepPaths = map[casework.SetUpStep]string{
	casework.StepProgrammes: "/setup/programmes/new",
	casework.StepTeams:      "/setup/teams/new",
	casework.StepCoaches:    "/people/new",
	casework.StepCareTeams:  "/setup/care-teams/new",
	casework.StepAttending:  "/setup#care-teams",
	casework.StepAreas:      "/setup/areas",
}

// stepRows tells of each step how far it has come. The next one is the page's
// own; those after it are best taken later, and may be taken now.
func stepRows(words *i18n.Printer, steps []casework.StepState) []ui.RowProps {
	next, left := casework.NextStep(steps)
	rows := make([]ui.RowProps, len(steps))
	for i, step := range steps {
		key := "setup.step." + string(step.Step)
		row := ui.RowProps{
			Name: words.T(key), Why: words.T("setup.step_have."+string(step.Step), "n", step.Have),
			Mark: ui.MarkNormal, MarkText: words.T("setup.step_ahead"),
		}
		if step.Have == 0 {
			row.Why = words.T("setup.step_none." + string(step.Step))
		} else if step.Lack > 0 {
			row.Why += " " + words.T("setup.step_lack."+string(step.Step), "n", step.Lack)
		}
		switch {
		case step.Done():
			row.Mark, row.MarkText = ui.MarkDone, words.T("setup.step_done")
		case left && step.Step == next:
			row.Mark, row.MarkText = ui.MarkSoon, words.T("setup.step_next")
			row.Action = ui.Link{Href: stepPaths[step.Step], Text: words.T("setup.step_go." + string(step.Step))}
			row.Filled = true
		default:
			row.NameHref = stepPaths[step.Step]
		}
		rows[i] = row
	}
	return rows
}

// answerUnit ends a form of the set-up: what was taken leads on; what was
// refused, and can be mended, shows its form again.
func (s *Server) answerUnit(w http.ResponseWriter, r *http.Request, err error, to, done string, again func(status int, p *problem.Error) error) error {
	if p := refusalOf(err); p != nil {
		return again(statuses[p.Kind], p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, to, done)
}

// removeUnit takes away what the path names; what is in use stays, and its page
// says so.
func (s *Server) removeUnit(w http.ResponseWriter, r *http.Request, name string, remove func(casework.UID) error, again func(status int, p *problem.Error) error) error {
	uid, err := pathUID(r, name)
	if err != nil {
		return err
	}
	return s.answerUnit(w, r, remove(uid), "/setup", "done.removed", again)
}

// unitText is what stands of a unit, for its page.
type unitText struct {
	path    string
	record  casework.Record
	present string // in one line
	history []pages.HistoryLine
}

// page is what the pages of units share: the name as it was typed, or as it
// stands, and what was refused. Whoever was not the first goes on from what
// stands now.
func (u unitText) page(words *i18n.Printer, typed pages.UnitPage, refused *problem.Error) pages.UnitPage {
	page := pages.UnitPage{
		Action: u.path, Remove: u.path + "/remove", Revision: strconv.Itoa(u.record.Revision), Name: typed.Name,
		History: u.history, Problem: refused,
	}
	switch {
	case refused != nil && refused.Key == "problem.stale":
		page.Present = []ui.Definition{{Term: words.T("people.name"), Text: u.present}}
	case typed.Revision != "":
		page.Revision = typed.Revision
	}
	return page
}

func (s *Server) handleNewProgramme(w http.ResponseWriter, r *http.Request) error {
	return s.showNewProgramme(w, r, http.StatusOK, pages.ProgrammeForm{
		UnitPage: pages.UnitPage{UID: s.App.IDs().String()}, StartsOn: visitOf(r).today.String(),
	})
}

// scales are the fidelity scales that a programme's reviews can use, and their
// names. The model of a programme that names none has its own.
var scales = []struct{ scale, name string }{{"ips-25", "setup.scale_ips25"}, {"latu", "setup.scale_latu"}}

func (s *Server) showNewProgramme(w http.ResponseWriter, r *http.Request, status int, p pages.ProgrammeForm) error {
	v := visitOf(r)
	if _, err := s.App.SetUp(r.Context(), v.actor); err != nil {
		return err
	}
	p.Action, p.Scales = "/setup/programmes/new", scaleOptions(v.words, "")
	return s.render(w, r, status, pages.Programme(s.frame(w, r, v.words.T("setup.new_programme")), p))
}

// scaleOptions words the scales; one that came with an import stands as it is.
func scaleOptions(words *i18n.Printer, own string) []ui.Option {
	var options []ui.Option
	known := own == ""
	for _, s := range scales {
		options = append(options, ui.Option{Value: s.scale, Text: words.T(s.name)})
		known = known || s.scale == own
	}
	if !known {
		options = append(options, ui.Option{Value: own, Text: own})
	}
	return options
}

func (f *form) programme() (pages.ProgrammeForm, casework.Programme) {
	p := pages.ProgrammeForm{
		UnitPage: pages.UnitPage{UID: f.text("uid"), Name: f.text("name"), Revision: f.text("revision")}, Kind: f.text("kind"),
		StartsOn: f.text("starts_on"), EndsOn: f.text("ends_on"), Terms: f.text("terms"), Scale: f.text("scale"),
		AgeFrom: f.text("age_from"), AgeTo: f.text("age_to"), NoKela: f.yes("no_kela"), CareContact: f.yes("care_contact"), Why: f.text("eligibility_why"),
		EligibleFrom: f.text("eligible_from"), EligibleTo: f.text("eligible_to"),
	}
	return p, casework.Programme{
		Record: casework.Record{UID: f.uid("uid")}, Kind: casework.ProgrammeKind(p.Kind), Name: p.Name,
		StartsOn: f.day("starts_on"), EndsOn: f.day("ends_on"), Terms: casework.Terms(p.Terms), Scale: p.Scale,
		Eligibility: casework.Eligibility{
			AgeFrom: f.counted("age_from"), AgeTo: f.counted("age_to"), NoKela: p.NoKela, CareContact: p.CareContact, Why: p.Why,
			Span: casework.Span{From: f.day("eligible_from"), To: f.day("eligible_to")},
		},
	}
}

func (s *Server) handleAddProgramme(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.programme()
	typed.UID = s.orNew(in.UID)
	if err = f.invalid(); err == nil {
		err = s.App.AddProgramme(r.Context(), visitOf(r).actor, in)
	}
	return s.answerUnit(w, r, err, "/setup", "done.programme_added", func(status int, p *problem.Error) error {
		typed.Problem = p
		return s.showNewProgramme(w, r, status, typed)
	})
}

func (s *Server) handleProgramme(w http.ResponseWriter, r *http.Request) error {
	return s.showProgramme(w, r, http.StatusOK, nil, nil)
}

// showProgramme shows a programme to be corrected; typed is what was refused, or
// nil.
func (s *Server) showProgramme(w http.ResponseWriter, r *http.Request, status int, typed *pages.ProgrammeForm, refused *problem.Error) error {
	uid, err := pathUID(r, "programme")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ProgrammeSetUp(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	unit := found.Unit
	page := pages.ProgrammeForm{
		UnitPage: pages.UnitPage{Name: unit.Name}, Kind: string(unit.Kind), StartsOn: unit.StartsOn.String(), EndsOn: unit.EndsOn.String(),
		Terms: string(unit.Terms), Scale: unit.Scale,
		AgeFrom: wholeText(unit.Eligibility.AgeFrom), AgeTo: wholeText(unit.Eligibility.AgeTo), NoKela: unit.Eligibility.NoKela, CareContact: unit.Eligibility.CareContact,
		Why: unit.Eligibility.Why, EligibleFrom: unit.Eligibility.From.String(), EligibleTo: unit.Eligibility.To.String(),
	}
	if typed != nil {
		page = *typed
	}
	text := unitText{"/setup/programmes/" + uid.String(), unit.Record, programmeLine(v.words, unit), history(v.words, found.Revisions, found.Names, programmeLine)}
	page.UnitPage = text.page(v.words, page.UnitPage, refused)
	page.Scales = scaleOptions(v.words, unit.Scale)
	if out := unit.Eligibility.Excludes(); len(out) > 0 {
		page.Excludes = v.words.T("setup.excludes_text", "terms", requirementsText(v.words, unit.Eligibility, out))
	}
	return s.render(w, r, status, pages.Programme(s.frame(w, r, v.words.T("setup.programme")), page))
}

func programmeLine(words *i18n.Printer, p casework.Programme) string {
	return strings.Join([]string{p.Name, words.T("setup.kind." + string(p.Kind)),
		spanWords(words, casework.Span{From: p.StartsOn, To: p.EndsOn}), words.T("setup.terms." + string(p.Terms)), eligibilityText(words, p.Eligibility)}, " · ")
}

func (s *Server) handleCorrectProgramme(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "programme")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.programme()
	in.UID = uid
	if err = f.invalid(); err == nil {
		err = s.App.CorrectProgramme(r.Context(), visitOf(r).actor, number(typed.Revision), in)
	}
	return s.answerUnit(w, r, err, "/setup", "done.set_up", func(status int, p *problem.Error) error {
		return s.showProgramme(w, r, status, &typed, p)
	})
}

func (s *Server) handleRemoveProgramme(w http.ResponseWriter, r *http.Request) error {
	return s.removeUnit(w, r, "programme", func(uid casework.UID) error {
		return s.App.RemoveProgramme(r.Context(), visitOf(r).actor, uid)
	}, func(status int, p *problem.Error) error { return s.showProgramme(w, r, status, nil, p) })
}

func (s *Server) handleNewTeam(w http.ResponseWriter, r *http.Request) error {
	return s.showNewTeam(w, r, http.StatusOK, pages.TeamForm{UnitPage: pages.UnitPage{UID: s.App.IDs().String()}})
}

func (s *Server) showNewTeam(w http.ResponseWriter, r *http.Request, status int, p pages.TeamForm) error {
	v := visitOf(r)
	found, err := s.App.SetUp(r.Context(), v.actor)
	if err != nil {
		return err
	}
	p.Action = "/setup/teams/new"
	for _, programme := range found.Service.Programmes {
		p.Programmes = append(p.Programmes, ui.Option{Value: programme.UID.String(), Text: programme.Name})
	}
	if len(p.Programmes) == 1 {
		p.Programme = p.Programmes[0].Value
	}
	return s.render(w, r, status, pages.TeamSetUp(s.frame(w, r, v.words.T("setup.new_team")), p))
}

func (s *Server) handleAddTeam(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := app.NewTeam{UID: f.uid("uid"), Programme: f.uid("programme"), Name: f.text("name")}
	err = s.App.AddTeam(r.Context(), visitOf(r).actor, in)
	return s.answerUnit(w, r, err, "/setup", "done.team_added", func(status int, p *problem.Error) error {
		typed := pages.TeamForm{UnitPage: pages.UnitPage{UID: s.orNew(in.UID), Name: in.Name, Problem: p}, Programme: f.text("programme")}
		return s.showNewTeam(w, r, status, typed)
	})
}

func (s *Server) handleTeamSetUp(w http.ResponseWriter, r *http.Request) error {
	return s.showTeamSetUp(w, r, http.StatusOK, nil, nil)
}

// showTeamSetUp shows a team to be renamed; typed is what was refused, or nil.
func (s *Server) showTeamSetUp(w http.ResponseWriter, r *http.Request, status int, typed *pages.UnitPage, refused *problem.Error) error {
	uid, err := pathUID(r, "team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.TeamSetUp(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	team := found.Unit
	name := pages.UnitPage{Name: team.Name}
	if typed != nil {
		name = *typed
	}
	line := func(_ *i18n.Printer, t casework.Team) string { return t.Name }
	text := unitText{"/setup/teams/" + uid.String(), team.Record, team.Name, history(v.words, found.Revisions, found.Names, line)}
	page := pages.TeamForm{UnitPage: text.page(v.words, name, refused), Facts: []ui.Definition{
		{Term: v.words.T("setup.programme"), Text: programmeName(found.Service, team.ProgrammeID)},
		{Term: v.words.T("setup.people_today"), Text: orDash(strings.Join(peopleOf(found.Service.Staff, team.ID, v.today), ", "))},
	}}
	return s.render(w, r, status, pages.TeamSetUp(s.frame(w, r, v.words.T("setup.team")), page))
}

func programmeName(service casework.Service, id int64) string {
	for _, p := range service.Programmes {
		if p.ID == id {
			return p.Name
		}
	}
	return ""
}

func (s *Server) handleRenameTeam(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "team")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.UnitPage{Name: f.text("name"), Revision: f.text("revision")}
	err = s.App.RenameTeam(r.Context(), visitOf(r).actor, uid, number(typed.Revision), typed.Name)
	return s.answerUnit(w, r, err, "/setup", "done.set_up", func(status int, p *problem.Error) error {
		return s.showTeamSetUp(w, r, status, &typed, p)
	})
}

func (s *Server) handleRemoveTeam(w http.ResponseWriter, r *http.Request) error {
	return s.removeUnit(w, r, "team", func(uid casework.UID) error {
		return s.App.RemoveTeam(r.Context(), visitOf(r).actor, uid)
	}, func(status int, p *problem.Error) error { return s.showTeamSetUp(w, r, status, nil, p) })
}
