{{/* Where the objects go. */}}
{{- define "{= w.name | plain =}.namespace" -}}
{{- .Values.namespace | default .Release.Namespace | quote -}}
{{- end }}

{{/* What its pods are found by. */}}
{{- define "{= w.name | plain =}.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{% rule "kubernetes/recommended-labels" %}
{{- define "{= w.name | plain =}.labels" -}}
{{ include "{= w.name | plain =}.selectorLabels" . }}
app.kubernetes.io/component: {= w.role | plain =}
app.kubernetes.io/part-of: {= project =}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end }}
{% endrule %}

{% rule "kubernetes/image-by-digest" %}
{{- define "{= w.name | plain =}.image" -}}
{{- if .Values.image.digest -}}
{{ printf "%s@%s" .Values.image.repository .Values.image.digest | quote }}
{{- else -}}
{{ printf "%s:%s" .Values.image.repository .Values.image.tag | quote }}
{{- end -}}
{{- end }}
{% endrule %}
