"""The probe's page: one module for each of its steps, joined by `page`."""
