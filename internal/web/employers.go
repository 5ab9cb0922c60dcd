package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleEmployers(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	q := r.URL.Query()
	in := app.EmployersInput{Typed: strings.TrimSpace(q.Get("q")), Filter: app.EmployerFilters[0], ByName: q.Get("sort") == "name", From: number(q.Get("from"))}
	if i := slices.Index(app.EmployerFilters, app.EmployerFilter(q.Get("filter"))); i > 0 {
		in.Filter = app.EmployerFilters[i]
	}
	list, err := s.App.Employers(r.Context(), v.actor, in)
	if err != nil {
		return err
	}
	t := v.words.T
	f := s.frame(w, r, t("employer.title"))
	page := pages.EmployersView{
		Title: t("employer.title"), Typed: in.Typed, Filter: string(in.Filter), Table: employersTable(v, f, list), Pages: employersPages(v.words, list),
		Empty: ui.EmptyProps{Title: t("employer.empty." + string(in.Filter)), Text: t("employer.empty_text")},
	}
	for _, filter := range app.EmployerFilters {
		other := in
		other.Filter, other.From = filter, 0
		page.Tabs = append(page.Tabs, ui.NavItem{Link: ui.Link{Href: employersPath(other), Text: t("employer.filter." + string(filter))}, Current: filter == in.Filter})
	}
	return s.render(w, r, http.StatusOK, pages.Employers(f, page))
}

// employersPath is the address of a page of the list.
func employersPath(in app.EmployersInput) string {
	q := url.Values{}
	if in.Filter != app.EmployerFilters[0] {
		q.Set("filter", string(in.Filter))
	}
	if in.Typed != "" {
		q.Set("q", in.Typed)
	}
	if in.ByName {
		q.Set("sort", "name")
	}
	if in.From > 0 {
		q.Set("from", strconv.Itoa(in.From))
	}
	if len(q) == 0 {
		return "/employers"
	}
	return "/employers?" + q.Encode()
}

func employersPages(words *i18n.Printer, list app.EmployerList) ui.PaginationProps {
	if list.From == 0 && !list.More {
		return ui.PaginationProps{}
	}
	at := func(from int) string {
		in := list.EmployersInput
		in.From = from
		return employersPath(in)
	}
	p := ui.PaginationProps{Label: words.T("employer.pages"), Position: words.T("employer.position", "from", list.From+1, "to", list.From+len(list.Employers))}
	if list.From > 0 {
		p.Previous = ui.Link{Href: at(max(list.From-app.PageSize, 0)), Text: words.T("client.previous")}
	}
	if list.More {
		p.Next = ui.Link{Href: at(list.From + app.PageSize), Text: words.T("client.next")}
	}
	return p
}

func employersTable(v *visit, f pages.Frame, list app.EmployerList) ui.TableProps {
	t := v.words.T
	name, last := ui.Column{Text: t("employer.column_name")}, ui.Column{Text: t("employer.last")}
	sorted := list.EmployersInput
	sorted.From, sorted.ByName = 0, !list.ByName
	if list.ByName {
		name.Sorted, last.Href = "ascending", employersPath(sorted)
	} else {
		name.Href = employersPath(sorted)
	}
	table := ui.TableProps{
		Label: t("employer.title"), Narrow: ui.Stacks,
		Columns: []ui.Column{name, last, {Text: t("employer.next")}, {Text: t("employer.jobs")}},
	}
	for _, line := range list.Employers {
		e := line.Employer
		row := []ui.Cell{
			{Value: pages.EmployerName(f, ui.Link{Href: "/employers/" + e.UID.String(), Text: e.Name}, !e.DoNotContact.On.IsZero()), Note: employerNote(v.words, list.Known, e)},
			{Text: ui.Nothing}, {Text: ui.Nothing}, {Text: ui.Nothing},
		}
		if c := line.Last; c != nil {
			row[1] = ui.Cell{Text: ago(v, c.On), Note: v.words.Join(namesOf(list.Names.Staff, c.Staff))}
			if c.Next == casework.NextReturn && !c.ReturnOn.IsZero() {
				row[2] = ui.Cell{Text: t("employer.return_line", "day", v.words.DayShort(c.ReturnOn), "name", v.words.Join(namesOf(list.Names.Staff, c.Staff)))}
			} else {
				row[2] = ui.Cell{Text: orDash(worded(v.words, "contact.next.", c.Next))}
			}
		}
		if line.Jobs > 0 {
			row[3] = ui.Cell{Text: v.words.Int(line.Jobs)}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// employerFact names an employer, and leads there whoever may read employers.
func employerFact(v *visit, e casework.Employer) ui.Definition {
	fact := ui.Definition{Term: v.words.T("placement.employer"), Text: e.Name}
	if canReach(v, access.ReadEmployers) {
		fact.Value = ui.TextLink(ui.Link{Href: "/employers/" + e.UID.String(), Text: e.Name})
	}
	return fact
}

// employerNote says where an employer is and what it does.
func employerNote(words *i18n.Printer, known casework.CodeList, e casework.Employer) string {
	var parts []string
	if e.Municipality != "" {
		parts = append(parts, words.Municipality(e.Municipality))
	}
	return strings.Join(notEmpty(append(parts, industryName(words, known, e.Industry))...), " · ")
}

func (s *Server) handleEmployer(w http.ResponseWriter, r *http.Request) error {
	return s.showEmployer(w, r, http.StatusOK, pages.EmployerMend{})
}

// showEmployer shows one employer; mend is what was refused of the ways to
// mend its record.
func (s *Server) showEmployer(w http.ResponseWriter, r *http.Request, status int, mend pages.EmployerMend) error {
	uid, err := pathUID(r, "employer")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Employer(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	if mend.Refused == "join" {
		others, err := s.App.FindEmployers(r.Context(), v.actor, mend.Typed)
		if err != nil {
			return err
		}
		others = slices.DeleteFunc(others, func(e casework.Employer) bool { return e.UID == uid })
		mend.Found = employerOptions(others, nil)
	}
	f := s.frame(w, r, v.words.T("employer.page_title"))
	view := employerView(v, found)
	mend.Path, mend.Revision, mend.Stopped = view.Path, strconv.Itoa(found.Employer.Revision), view.Stopped != ""
	if mend.On == "" {
		mend.On = v.today.String()
	}
	view.Mend = mend
	return s.render(w, r, status, pages.Employer(f, view))
}

func employerView(v *visit, p app.EmployerPage) pages.EmployerView {
	words, t := v.words, v.words.T
	e := p.Employer
	path := "/employers/" + e.UID.String()
	view := pages.EmployerView{
		Path: path, Name: e.Name, Sub: employerNote(words, p.Known, e), Withdrawn: e.Withdrawn, Stopped: stopped(words, e),
		Notice: noticeView(v, app.EmployerNotice{Employer: e, Others: p.Others, Names: p.Names}),
		Log:    ui.Link{Href: "/log?employer=" + e.UID.String(), Text: t("employer.log")}, Edit: ui.Link{Href: path + "/edit", Text: t("employer.edit")},
		Step: step(v, p), Needs: e.Needs, Hiring: e.Hiring, Older: p.Older, Facts: employerFacts(words, p),
		History: history(words, p.Revisions, p.Names, employerLine(p.Known)),
	}
	if mayGuide(v) {
		view.Mentor = ui.Link{Href: pathGuide + "?kind=" + string(casework.FieldMentoring) + "&employer=" + e.UID.String(), Text: t("teamwork.mentor_here")}
	}
	if p.SameAs != nil {
		view.SameAs = ui.Link{Href: "/employers/" + p.SameAs.UID.String(), Text: p.SameAs.Name}
	}
	for _, c := range p.Contacts {
		view.Contacts = append(view.Contacts, employerEvent(words, p.Names, c))
	}
	for _, person := range e.Persons {
		view.Persons = append(view.Persons, contactPersonView(words, person))
	}
	view.Jobs, view.Named, view.Hidden = jobsView(words, p.Jobs)
	view.AddLead = ui.Link{Href: pathLeads + "/new?employer=" + e.UID.String(), Text: t("lead.new")}
	for _, l := range p.Leads {
		view.Leads = append(view.Leads, leadRow(words, l, p.Today, true))
	}
	return view
}

// stopped says since when and why an employer wants no contacts.
func stopped(words *i18n.Printer, e casework.Employer) string {
	if e.DoNotContact.On.IsZero() {
		return ""
	}
	return words.T("employer.stopped_since", "day", words.Day(e.DoNotContact.On), "reason", e.DoNotContact.Reason)
}

// step is who goes back, and when.
func step(v *visit, p app.EmployerPage) ui.RowProps {
	t := v.words.T
	switch c := p.Promise; {
	case c != nil && c.ReturnOn.Before(p.Today):
		return ui.RowProps{Mark: ui.MarkLate, MarkText: t("today.late"), Name: t("employer.step_late", "name", v.words.Join(namesOf(p.Names.Staff, c.Staff)), "day", v.words.DayWeekday(c.ReturnOn)), Why: c.Learned}
	case c != nil:
		return ui.RowProps{Mark: ui.MarkSoon, MarkText: t("today.soon"), Name: t("employer.step_return", "name", v.words.Join(namesOf(p.Names.Staff, c.Staff)), "day", v.words.DayWeekday(c.ReturnOn)), Why: c.Learned}
	case len(p.Contacts) == 0:
		return ui.RowProps{Name: t("employer.step_never")}
	}
	return ui.RowProps{Name: t("employer.step_none")}
}

func employerEvent(words *i18n.Printer, names app.Names, e app.EmployerEvent) pages.EventView {
	t := words.T
	c := e.Contact
	view := pages.EventView{
		Item: ui.TimelineItemProps{Kind: ui.EventEmployer, Day: words.DayWeekday(c.On), DateTime: c.On.String(), What: t("contact.channel." + string(c.Channel))},
		Lead: words.Join(namesOf(names.Staff, c.Staff)),
	}
	if c.Withdrawn {
		view.Item.Withdrawn = t("problem.withdrawn")
	}
	parts := []string{worded(words, "contact.reached.", c.Reached), c.Learned}
	if c.Next == casework.NextReturn && !c.ReturnOn.IsZero() {
		parts = append(parts, t("employer.back_on", "day", words.Day(c.ReturnOn)))
	} else {
		parts = append(parts, worded(words, "contact.next.", c.Next))
	}
	switch {
	case e.Client != nil:
		parts = append(parts, t("employer.for_named", "name", e.Client.Name()))
	case c.EpisodeID != 0:
		parts = append(parts, t("employer.for_client"))
	}
	if c.Knowingly {
		parts = append(parts, t("employer.knowingly"))
	}
	view.Text = strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
	if e.Open {
		view.Item.Action = ui.Link{Href: "/contacts/" + c.UID.String(), Text: t("employer.open_contact"), About: view.Item.Day}
	}
	return view
}

func contactPersonView(words *i18n.Printer, p casework.ContactPerson) pages.ContactPersonView {
	view := pages.ContactPersonView{Name: p.Name, Note: p.Role}
	if p.Name == "" {
		view.Name, view.Note = p.Role, ""
	}
	if p.Decides {
		view.Note = strings.TrimPrefix(view.Note+" · "+words.T("employer.decides"), " · ")
	}
	if p.Phone != "" {
		view.Phone = ui.Link{Href: "tel:" + p.Dial(), Text: p.Phone, About: view.Name}
	}
	if p.Email != "" {
		view.Email = ui.Link{Href: "mailto:" + p.Email, Text: p.Email, About: view.Name}
	}
	return view
}

func jobsView(words *i18n.Printer, jobs app.EmployerJobs) (figures []ui.FigureProps, named []ui.RowProps, hidden bool) {
	t := words.T
	total := 0
	for _, n := range []struct {
		count int
		word  string
	}{{jobs.Running, "employer.work_running"}, {jobs.Past, "employer.work_past"}, {jobs.Ahead, "employer.work_ahead"}, {jobs.Trials, "employer.work_trials"}} {
		if n.count > 0 {
			total += n.count
			figures = append(figures, ui.FigureProps{Value: words.Int(n.count), Word: t(n.word)})
		}
	}
	for _, j := range jobs.Named {
		days := words.Day(j.Placement.StartsOn) + "–"
		if !j.Placement.EndsOn.IsZero() {
			days += words.Day(j.Placement.EndsOn)
		}
		named = append(named, ui.RowProps{
			Name: j.Client.Name(), NameHref: "/clients/" + j.Client.UID.String(),
			Why: t("placement.kind."+string(j.Placement.Kind)) + " · " + days,
		})
	}
	return figures, named, len(named) < total
}

func employerFacts(words *i18n.Printer, p app.EmployerPage) []ui.Definition {
	t := words.T
	e := p.Employer
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("employer.owner", p.Names.Staff[e.OwnerID])
	add("employer.address", e.Address)
	if e.Website != "" {
		facts = append(facts, ui.Definition{Term: t("employer.website"), Value: ui.TextLink(ui.Link{Href: e.Website, Text: strings.TrimPrefix(e.Website, "https://")})})
	}
	if e.Industry != "" {
		add("employer.industry", t("employer.industry_value", "name", industryName(words, p.Known, e.Industry), "code", e.Industry))
	}
	add("employer.sector", worded(words, "employer.sector.", e.Sector))
	add("employer.business_id", e.BusinessID)
	return facts
}

// employerLine tells an earlier text of an employer's record.
func employerLine(known casework.CodeList) func(*i18n.Printer, casework.Employer) string {
	return func(words *i18n.Printer, e casework.Employer) string {
		parts := []string{e.Name, e.BusinessID, employerNote(words, known, e), e.Address, e.Website}
		for _, p := range e.Persons {
			parts = append(parts, strings.Join(strings.Fields(p.Name+" "+p.Role+" "+p.Phone+" "+p.Email), " "))
		}
		return strings.Join(notEmpty(append(parts, e.Needs, e.Hiring, stopped(words, e))...), " · ")
	}
}

// handleEmployerNotice answers the pick of an employer with what to know of it.
func (s *Server) handleEmployerNotice(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	uid := uidOf(r.URL.Query().Get("employer"))
	if uid.IsZero() { // the pick of another employer
		w.WriteHeader(http.StatusOK)
		return nil
	}
	notice, err := s.App.EmployerNotice(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.EmployerNotice(pages.Frame{Words: v.words}, noticeView(v, notice), pages.ContactForm{}))
}

// mostOthers is how many contacts of colleagues are told one by one.
const mostOthers = 2

func noticeView(v *visit, n app.EmployerNotice) pages.EmployerNoticeView {
	t := v.words.T
	view := pages.EmployerNoticeView{Name: n.Employer.Name, Stopped: stopped(v.words, n.Employer)}
	for i, c := range n.Others {
		if i == mostOthers {
			view.Lines = append(view.Lines, t("employer.others_more", "n", len(n.Others)-i))
			break
		}
		line := t("employer.others_met", "name", v.words.Join(namesOf(n.Names.Staff, c.Staff)), "channel", lower(t("contact.channel."+string(c.Channel))), "day", v.words.DayWeekday(c.On))
		if c.Next == casework.NextReturn && !c.ReturnOn.IsZero() {
			line += ", " + t("employer.others_return", "day", v.words.DayWeekday(c.ReturnOn))
		}
		view.Lines = append(view.Lines, line)
	}
	if owner := n.Employer.OwnerID; owner != 0 && owner != v.actor.StaffID {
		view.Owner = t("employer.others_owner", "name", n.Names.Staff[owner])
	}
	return view
}

func (s *Server) handleNewEmployer(w http.ResponseWriter, r *http.Request) error {
	return s.showEmployerForm(w, r, http.StatusOK, pages.EmployerForm{UID: s.App.IDs().String(), Name: r.URL.Query().Get("name")}, casework.EmployerNote{})
}

// freeRows is how many empty rows for contact persons a form has.
const freeRows = 2

// showEmployerForm fills in what the form of a record offers and shows it.
func (s *Server) showEmployerForm(w http.ResponseWriter, r *http.Request, status int, c pages.EmployerForm, typed casework.EmployerNote) error {
	v := visitOf(r)
	uid := casework.UID{}
	if c.Correct {
		uid = uidOf(r.PathValue("employer"))
	}
	offer, err := s.App.EmployerForm(r.Context(), v.actor, uid, typed)
	if err != nil {
		return err
	}
	c.Action, c.Back = "/employers/new", ui.Link{Href: "/employers", Text: v.words.T("employer.title")}
	if c.Correct {
		path := "/employers/" + uid.String()
		c.Action, c.Back = path+"/edit", ui.Link{Href: path, Text: offer.Employer.Name}
		if c.Revision == "" {
			c = employerText(offer)
			c.Action, c.Back = path+"/edit", ui.Link{Href: path, Text: offer.Employer.Name}
		}
		if c.Present != nil {
			c.Revision = strconv.Itoa(offer.Employer.Revision)
			c.Present = []ui.Definition{{Term: v.words.T("employer.facts"), Text: employerLine(offer.Known)(v.words, offer.Employer)}}
		}
	}
	for range freeRows {
		c.Persons = append(c.Persons, pages.PersonFields{})
	}
	for _, o := range offer.Owners {
		c.Owners = append(c.Owners, ui.Option{Value: o.UID.String(), Text: o.Name})
	}
	for _, e := range offer.Alike {
		c.Alike = append(c.Alike, ui.Link{Href: "/employers/" + e.UID.String(), Text: e.Name})
	}
	c.Asked, c.Municipalities = industryField(v.words, offer.Known, c.Industry), municipalityChoices(v.words)
	f := s.frame(w, r, v.words.T("employer.new_title"))
	if c.Correct {
		f = s.frame(w, r, v.words.T("employer.edit_title"))
	}
	return s.render(w, r, status, pages.EditEmployer(f, c))
}

// employerText is the record as the form shows it.
func employerText(offer app.EmployerForm) pages.EmployerForm {
	e := offer.Employer
	c := pages.EmployerForm{
		Correct: true, UID: e.UID.String(), Revision: strconv.Itoa(e.Revision), Name: e.Name, BusinessID: e.BusinessID, Industry: e.Industry,
		Municipality: e.Municipality, Sector: string(e.Sector), Address: e.Address, Website: e.Website, Needs: e.Needs, Hiring: e.Hiring, Apart: e.Apart,
	}
	if !offer.Owner.IsZero() {
		c.Owner = offer.Owner.String()
	}
	for _, p := range e.Persons {
		c.Persons = append(c.Persons, pages.PersonFields(p))
	}
	return c
}

// industryOptions offers the divisions under their sections, and the code that
// stands where it says more than a division.
func industryOptions(words *i18n.Printer, chosen string) []ui.OptionGroup {
	var groups []ui.OptionGroup
	offered := false
	for _, i := range casework.Industries() {
		if i.Section == "" {
			groups = append(groups, ui.OptionGroup{Label: words.Name(i.Names)})
			continue
		}
		last := &groups[len(groups)-1]
		last.Options = append(last.Options, ui.Option{Value: i.Code, Text: words.Name(i.Names)})
		offered = offered || i.Code == chosen
	}
	if i, known := casework.IndustryOf(chosen); known && !offered {
		own := ui.Option{Value: chosen, Text: words.T("employer.industry_value", "name", words.Name(i.Names), "code", chosen)}
		groups = slices.Insert(groups, 0, ui.OptionGroup{Label: words.T("employer.industry"), Options: []ui.Option{own}})
	}
	return groups
}

// municipalityChoices offers every municipality, by name.
func municipalityChoices(words *i18n.Printer) []ui.Option {
	var list []ui.Option
	for _, code := range casework.Municipalities() {
		list = append(list, ui.Option{Value: code, Text: words.Municipality(code)})
	}
	slices.SortFunc(list, func(a, b ui.Option) int { return strings.Compare(casework.SortKey(a.Text), casework.SortKey(b.Text)) })
	return list
}

func (f *form) employer() (pages.EmployerForm, app.EmployerInput) {
	c := pages.EmployerForm{
		UID: f.text("uid"), Name: f.text("name"), BusinessID: f.text("business_id"), Industry: f.text("industry"), Municipality: f.text("municipality"),
		Sector: f.text("sector"), Address: f.text("address"), Website: f.text("website"), Needs: f.text("needs"), Hiring: f.text("hiring"),
		Owner: f.text("owner"), Apart: f.yes("apart"), Revision: f.text("revision"), Reason: f.text("reason"),
	}
	in := app.EmployerInput{
		UID: f.uid("uid"), Owner: f.uid("owner"),
		Note: casework.EmployerNote{
			Name: c.Name, BusinessID: c.BusinessID, Industry: c.Industry, Municipality: c.Municipality, Sector: casework.Sector(c.Sector),
			Address: c.Address, Website: c.Website, Needs: c.Needs, Hiring: c.Hiring, Apart: c.Apart,
		},
	}
	for i := 0; ; i++ {
		at := "person-" + strconv.Itoa(i) + "-"
		if _, there := f.r.PostForm[at+"name"]; !there {
			return c, in
		}
		p := pages.PersonFields{Name: f.text(at + "name"), Role: f.text(at + "role"), Phone: f.text(at + "phone"), Email: f.text(at + "email"), Decides: f.yes(at + "decides")}
		c.Persons = append(c.Persons, p)
		in.Note.Persons = append(in.Note.Persons, casework.ContactPerson(p))
	}
}

func (s *Server) handleAddEmployer(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	c, in := f.employer()
	c.UID = s.orNew(in.UID)
	in.UID = uidOf(c.UID)
	e, err := s.App.AddEmployer(r.Context(), visitOf(r).actor, in)
	if c.Problem = mistakes(err); c.Problem != nil {
		return s.showEmployerForm(w, r, http.StatusUnprocessableEntity, c, in.Note)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/employers/"+e.UID.String(), "done.employer_added")
}

func (s *Server) handleEditEmployer(w http.ResponseWriter, r *http.Request) error {
	if _, err := pathUID(r, "employer"); err != nil {
		return err
	}
	return s.showEmployerForm(w, r, http.StatusOK, pages.EmployerForm{Correct: true}, casework.EmployerNote{})
}

func (s *Server) handleCorrectEmployer(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "employer")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	c, in := f.employer()
	c.Correct = true
	if c.Revision == "" {
		c.Revision = "0"
	}
	_, err = s.App.CorrectEmployer(r.Context(), visitOf(r).actor, f.correction(uid), in)
	if c.Problem = mistakes(err); c.Problem != nil {
		return s.showEmployerForm(w, r, http.StatusUnprocessableEntity, c, in.Note)
	}
	if problem.Is(err, problem.Conflict) {
		c.Problem, c.Present = problem.As(err), []ui.Definition{}
		return s.showEmployerForm(w, r, http.StatusConflict, c, in.Note)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/employers/"+uid.String(), "done.corrected")
}

func (s *Server) handleStopContacts(w http.ResponseWriter, r *http.Request) error {
	return s.mendEmployer(w, r, "stop", "done.employer_stopped", func(which app.Correction, f *form) (casework.UID, error) {
		on := f.day("on")
		if err := f.invalid(); err != nil {
			return which.UID, err
		}
		_, err := s.App.StopContacts(r.Context(), visitOf(r).actor, which, on)
		return which.UID, err
	})
}

func (s *Server) handleAllowContacts(w http.ResponseWriter, r *http.Request) error {
	return s.mendEmployer(w, r, "allow", "done.employer_allowed", func(which app.Correction, _ *form) (casework.UID, error) {
		_, err := s.App.AllowContacts(r.Context(), visitOf(r).actor, which)
		return which.UID, err
	})
}

func (s *Server) handleJoinEmployers(w http.ResponseWriter, r *http.Request) error {
	return s.mendEmployer(w, r, "join", "done.employers_joined", func(which app.Correction, f *form) (casework.UID, error) {
		other, err := s.App.JoinEmployers(r.Context(), visitOf(r).actor, which, f.uid("employer"))
		return other.UID, err
	})
}

func (s *Server) handleWithdrawEmployer(w http.ResponseWriter, r *http.Request) error {
	return s.mendEmployer(w, r, "withdraw", "done.withdrawn", func(which app.Correction, _ *form) (casework.UID, error) {
		_, err := s.App.WithdrawEmployer(r.Context(), visitOf(r).actor, which)
		return which.UID, err
	})
}

// mendEmployer is what the small forms of an employer's page share: a reason,
// and the page again with what was refused. do gives the page to go to.
func (s *Server) mendEmployer(w http.ResponseWriter, r *http.Request, name, word string, do func(app.Correction, *form) (casework.UID, error)) error {
	uid, err := pathUID(r, "employer")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	to, err := do(f.correction(uid), f)
	if p := refusalOf(err); p != nil {
		return s.showEmployer(w, r, statuses[p.Kind], f.refusedEmployer(name, p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/employers/"+to.String(), word)
}

func (f *form) refusedEmployer(name string, p *problem.Error) pages.EmployerMend {
	mend := f.refusedMend(name, p)
	return pages.EmployerMend{Refused: name, Reason: mend.Reason, On: f.text("on"), Typed: f.text("employer_name"), Problem: mend.Problem}
}
