package bench
import ("testing";"net/http";"sort";"time";"fmt")
func TestZZ(t *testing.T) {
	c := large.open(t)
	for _, p := range mainPages(c) {
		c.ask(p.person, http.MethodGet, p.path, nil)
		taken()
		s := time.Now()
		c.ask(p.person, http.MethodGet, p.path, nil)
		d := time.Since(s)
		ran := taken()
		var sum time.Duration
		for _, r := range ran { sum += r.took }
		fmt.Printf("== %s %s sql %s in %d\n", p.path, d, sum, len(ran))
		sort.Slice(ran, func(i, j int) bool { return ran[i].took > ran[j].took })
		for _, r := range ran[:4] { x := r.text; if len(x) > 400 { x = x[:400] }; fmt.Printf("   %s %s\n", r.took, x) }
	}
}
