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
	"sijoita/problem"
)

func (s *Server) handleNewPlacement(w http.ResponseWriter, r *http.Request) error {
	return s.showNewPlacement(w, r, http.StatusOK, pages.PlacementForm{
		UID: s.App.IDs().String(), NewEmployerUID: s.App.IDs().String(), StartsOn: visitOf(r).today.String(),
		Permanent: "yes", OpenMarket: true, Subsidy: "none",
	})
}

func (s *Server) showNewPlacement(w http.ResponseWriter, r *http.Request, status int, p pages.PlacementForm) error {
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
	p.Employers = employerOptions(offer.Last, offer.Employer)
	if len(p.Employers) == 0 {
		p.Employer = pages.NewEmployer
	}
	return s.render(w, r, status, pages.NewPlacement(s.frame(w, r, v.words.T("placement.title")),
		pages.NewPlacementView{Back: ui.Link{Href: "/clients/" + uid.String(), Text: offer.Client.Name()}, Form: p}))
}

func (f *form) placement() (pages.PlacementForm, app.EmploymentInput) {
	p := pages.PlacementForm{
		UID: f.text("uid"), NewEmployerUID: f.text("new_employer_uid"), Employer: f.text("employer"), EmployerName: f.text("employer_name"),
		StartsOn: f.text("starts_on"), EndsOn: f.text("ends_on"), Hours: f.text("hours_per_week"), Pay: f.text("monthly_pay"),
		Permanent: f.text("permanent"), OpenMarket: f.yes("open_market"), Occupation: f.text("occupation"), Subsidy: f.text("subsidy"),
		SubsidyPercent: f.text("subsidy_percent"), SubsidyFrom: f.text("subsidy_from"), SubsidyTo: f.text("subsidy_to"),
		Revision: f.text("revision"), Reason: f.text("reason"),
	}
	in := app.EmploymentInput{
		UID: f.uid("uid"), Employer: f.uid("employer"),
		NewEmployer: casework.NewEmployer{UID: f.uid("new_employer_uid"), Name: p.EmployerName},
		Note: casework.EmploymentNote{
			StartsOn: f.day("starts_on"), EndsOn: f.day("ends_on"), HoursPerWeek: f.decimal("hours_per_week"), MonthlyPay: f.euros("monthly_pay"),
			OpenMarket: p.OpenMarket, Permanent: f.yes("permanent"), Occupation: p.Occupation,
		},
	}
	if p.Subsidy != "" && p.Subsidy != "none" {
		from := f.day("subsidy_from")
		if from.IsZero() {
			from = in.Note.StartsOn
		}
		in.Note.Subsidy = &casework.Subsidy{
			Kind: casework.SubsidyKind(p.Subsidy), Percent: f.decimal("subsidy_percent"), Span: casework.Span{From: from, To: f.day("subsidy_to")},
		}
	}
	return p, in
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
		return s.showNewPlacement(w, r, http.StatusUnprocessableEntity, p)
	}
	if known := problem.As(err); known != nil && known.Key == app.NotedKey {
		r.SetPathValue("placement", in.UID.String())
		p.Problem, p.Present = known, []ui.Definition{}
		return s.showPlacement(w, r, http.StatusConflict, &p, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.String(), "done.placement_noted")
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
		History: history(v.words, found.Revisions, found.Names, placementLine),
	}
	if found.Placement.Kind == casework.Employment {
		form := placementText(found)
		if typed != nil {
			form = *typed
		}
		if typed == nil || typed.Present != nil {
			form.Revision = mend.Revision
		}
		if typed != nil && typed.Present != nil {
			form.Present = page.Facts
		}
		form.Correct, form.Action = true, mend.Path
		form.Employers = employerOptions(nil, nonZero(found.Employer))
		page.Form = &form
		if typed != nil {
			return s.render(w, r, status, pages.NewPlacement(f, pages.NewPlacementView{Back: back, Form: form}))
		}
	}
	return s.render(w, r, status, pages.Placement(f, page))
}

func nonZero(e casework.Employer) *casework.Employer {
	if e.ID == 0 {
		return nil
	}
	return &e
}

// placementText is the employment as the form shows it.
func placementText(p app.PlacementPage) pages.PlacementForm {
	j := p.Placement
	form := pages.PlacementForm{
		UID: j.UID.String(), Employer: p.Employer.UID.String(), StartsOn: j.StartsOn.String(), EndsOn: j.EndsOn.String(),
		Occupation: j.Occupation, Permanent: "no", OpenMarket: j.OpenMarket != nil && *j.OpenMarket, Subsidy: "none",
	}
	if j.Permanent != nil && *j.Permanent {
		form.Permanent = "yes"
	}
	if j.HoursPerWeek != nil {
		form.Hours = typedNumber(*j.HoursPerWeek)
	}
	if j.MonthlyPay != nil {
		form.Pay = strings.Replace(j.MonthlyPay.String(), ".", ",", 1)
	}
	if s := j.Subsidy; s != nil {
		form.Subsidy, form.SubsidyFrom, form.SubsidyTo = string(s.Kind), s.From.String(), s.To.String()
		if s.Percent != nil {
			form.SubsidyPercent = typedNumber(*s.Percent)
		}
	}
	return form
}

// typedNumber writes a number as a person types it.
func typedNumber(n float64) string {
	return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", ",", 1)
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
	add("placement.starts_on", words.Day(j.StartsOn))
	if !j.EndsOn.IsZero() {
		add("placement.ends_on", words.Day(j.EndsOn))
	}
	if j.HoursPerWeek != nil {
		add("placement.hours", t("placement.hours_value", "hours", words.Number(*j.HoursPerWeek)))
	}
	if j.MonthlyPay != nil {
		add("placement.pay", t("placement.pay_value", "euros", words.Euro(*j.MonthlyPay)))
	}
	if j.Kind == casework.Employment {
		add("placement.open_market_short", yesNo(words, j.OpenMarket))
		add("placement.permanent", yesNo(words, j.Permanent))
	}
	add("placement.occupation", j.Occupation)
	if j.Subsidy != nil {
		add("placement.subsidy", subsidyLine(words, *j.Subsidy))
	}
	return facts
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

func subsidyLine(words *i18n.Printer, s casework.Subsidy) string {
	line := words.T("subsidy." + string(s.Kind))
	if s.Percent != nil {
		line += " " + words.T("placement.percent_value", "percent", words.Number(*s.Percent))
	}
	if !s.From.IsZero() {
		line += " · " + words.Day(s.From) + "–" + words.Day(s.To)
	}
	return line
}

func placementLine(words *i18n.Printer, j casework.Placement) string {
	parts := []string{words.T("placement.kind." + string(j.Kind)), words.Day(j.StartsOn) + "–" + words.Day(j.EndsOn)}
	if j.HoursPerWeek != nil {
		parts = append(parts, words.T("placement.hours_value", "hours", words.Number(*j.HoursPerWeek)))
	}
	if j.MonthlyPay != nil {
		parts = append(parts, words.T("placement.pay_value", "euros", words.Euro(*j.MonthlyPay)))
	}
	if j.Subsidy != nil {
		parts = append(parts, subsidyLine(words, *j.Subsidy))
	}
	return strings.Join(parts, " · ")
}

func (s *Server) handleCorrectPlacement(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, in := f.placement()
	if err = f.invalid(); err == nil {
		_, err = s.App.CorrectPlacement(r.Context(), visitOf(r).actor, f.correction(uid), in)
	}
	if p.Problem = mistakes(err); p.Problem != nil {
		return s.showPlacement(w, r, http.StatusUnprocessableEntity, &p, pages.MendForms{})
	}
	if problem.Is(err, problem.Conflict) {
		p.Problem, p.Present = problem.As(err), []ui.Definition{}
		return s.showPlacement(w, r, http.StatusConflict, &p, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/placements/"+uid.String(), "done.corrected")
}

func (s *Server) handleWithdrawPlacement(w http.ResponseWriter, r *http.Request) error {
	return s.mendPlacement(w, r, "withdraw", "done.withdrawn", func(which app.Correction, _ *form) error {
		_, err := s.App.WithdrawPlacement(r.Context(), visitOf(r).actor, which)
		return err
	})
}

func (s *Server) handleMovePlacement(w http.ResponseWriter, r *http.Request) error {
	return s.mendPlacement(w, r, "move", "done.moved", func(which app.Correction, f *form) error {
		_, err := s.App.MovePlacement(r.Context(), visitOf(r).actor, which, f.uid("client"))
		return err
	})
}

// mendPlacement is what withdrawing and moving share; see mendContact.
func (s *Server) mendPlacement(w http.ResponseWriter, r *http.Request, name, word string, do func(app.Correction, *form) error) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	err = do(f.correction(uid), f)
	if p := problem.As(err); p != nil && (p.Kind == problem.Invalid || p.Kind == problem.Conflict) {
		return s.showPlacement(w, r, statuses[p.Kind], nil, f.refusedMend(name, p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/placements/"+uid.String(), word)
}
