"""What two reports show for or against their being of one incident, trait by trait."""
