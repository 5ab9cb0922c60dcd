package browser

import "time"

// Impatient makes the window's person wait a second at most: for tests of what
// never comes.
func (p *Page) Impatient() { p.tab.patience = time.Second }
