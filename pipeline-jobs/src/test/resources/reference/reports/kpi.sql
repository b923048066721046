SELECT kpi, segment, value, components FROM reference.kpi
