"""One incident out of its reports: who is who, what each field is, its shapes for exports."""
