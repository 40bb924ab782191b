"""Charts and diagrams: a finding goes in, a picture comes out."""
