package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// request is one request as it goes over the wire.
type request struct {
	method, path string
	body         string // of a form
	cookie       string
}

// answer is what came back.
type answer struct {
	status int
	body   []byte // as it came, packed
	header http.Header
}

// page unpacks the body.
func (a answer) page() (string, error) {
	if a.header.Get("Content-Encoding") != "gzip" {
		return string(a.body), nil
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(unpacked)
	return string(text), err
}

// connection is one browser's connection, kept open. It does as little as it
// can: it shares the machine with the server.
type connection struct {
	host string
	conn net.Conn
	in   *bufio.Reader
	out  bytes.Buffer
	body bytes.Buffer
}

// patience is how long an answer may take before it counts as an error.
const patience = 10 * time.Second

func connect(host string) *connection { return &connection{host: host} }

func (c *connection) close() {
	if c.conn != nil {
		_ = c.conn.Close() // nothing is lost with it
		c.conn = nil
	}
}

// ask sends a request and reads the answer whole. The answer's body stands
// until the next one is asked for.
func (c *connection) ask(r request) (answer, error) {
	a, err := c.try(r)
	if err != nil {
		c.close()
	}
	return a, err
}

func (c *connection) try(r request) (answer, error) {
	if c.conn == nil {
		conn, err := net.Dial("tcp", c.host)
		if err != nil {
			return answer{}, err
		}
		c.conn, c.in = conn, bufio.NewReaderSize(conn, 64<<10)
	}
	if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return answer{}, err
	}
	c.out.Reset()
	fmt.Fprintf(&c.out, "%s %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\nCookie: %s\r\n", r.method, r.path, c.host, r.cookie)
	if r.body != "" {
		fmt.Fprintf(&c.out, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n", len(r.body))
	}
	c.out.WriteString("\r\n")
	c.out.WriteString(r.body)
	if _, err := c.conn.Write(c.out.Bytes()); err != nil {
		return answer{}, err
	}
	got, err := http.ReadResponse(c.in, &http.Request{Method: r.method})
	if err != nil {
		return answer{}, err
	}
	c.body.Reset()
	if _, err := c.body.ReadFrom(got.Body); err != nil {
		return answer{}, err
	}
	if err := got.Body.Close(); err != nil {
		return answer{}, err
	}
	if got.Close {
		c.close()
	}
	return answer{got.StatusCode, c.body.Bytes(), got.Header}, nil
}

// get asks for a page that must be there, and unpacks it.
func (c *connection) get(path, cookie string) (string, error) {
	a, err := c.ask(request{method: http.MethodGet, path: path, cookie: cookie})
	if err != nil {
		return "", err
	}
	if a.status != http.StatusOK {
		return "", fmt.Errorf("%s answers %d", path, a.status)
	}
	return a.page()
}

// signIn opens a session, as a browser does, and gives its cookies.
func (c *connection) signIn(login, password string) (string, error) {
	form := url.Values{"login": {login}, "password": {password}}
	a, err := c.ask(request{method: http.MethodPost, path: "/sign-in", body: form.Encode()})
	if err != nil {
		return "", err
	}
	for _, line := range a.header.Values("Set-Cookie") {
		if cookie, _, _ := strings.Cut(line, ";"); strings.HasPrefix(cookie, "sijoita=") {
			return cookie + "; lang=fi", nil
		}
	}
	return "", fmt.Errorf("%s cannot sign in: the server answers %d", login, a.status)
}
