package main

import (
	"fmt"
	"os"
	"path/filepath"

	"usher/knowledge"
)

type checkCmd struct {
	Folder string `arg:"" optional:"" help:"A meeting's folder, or a folder of such folders. By default the meetings in the program."`
}

// Run is called by kong.
func (c *checkCmd) Run(s *session) error {
	found := []knowledge.Finding{}
	if c.Folder == "" {
		found = append(found, knowledge.CheckEmbedded()...)
	} else {
		info, err := os.Stat(c.Folder)
		if err != nil || !info.IsDir() {
			return usageError{fmt.Errorf("%s is not a folder that can be read: name a folder that holds meeting.yaml", c.Folder)}
		}
		found = append(found, knowledge.Check(os.DirFS(c.Folder), filepath.Clean(c.Folder))...)
	}
	if len(found) > 0 {
		s.code = exitNo
	}
	if s.JSON {
		return writeLine(s.out, found)
	}
	for _, f := range found {
		fmt.Fprintln(s.out, f.Error())
	}
	if len(found) == 0 {
		fmt.Fprintln(s.out, "no findings")
	} else {
		fmt.Fprintf(s.out, "findings: %d\n", len(found))
	}
	return nil
}
