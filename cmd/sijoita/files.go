package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"sijoita/problem"
)

// input opens a file to read; - is standard input.
func (c *call) input(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(c.in), nil
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, problem.New(problem.NotFound, "cli.no_file").With("path", path)
	}
	return f, err
}

// output writes a file that appears whole or not at all and is readable by its
// owner alone; - is standard output.
func (c *call) output(path string, write func(io.Writer) error) (err error) {
	if path == "-" {
		return write(c.out)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".sijoita-*")
	if err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // gone already when all went well
	if err := errors.Join(write(temp), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	return os.Rename(temp.Name(), path)
}

// json writes data for a program, and nothing else.
func (c *call) json(data any) error {
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(data)
}
