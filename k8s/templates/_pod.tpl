{{/* What a service is told, for its replicas and its migration. Takes root, service and its values. */}}
{{- define "qipan.environment" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index . 2 -}}
- name: QIPAN_DB_HOST
  value: {{ include "qipan.databaseHost" $root | quote }}
- name: QIPAN_DB_PORT
  value: {{ ternary $root.Values.database.port 5432 (eq $root.Values.database.kind "existing") | quote }}
- name: QIPAN_DB_NAME
  value: {{ $values.database.name | default $service | quote }}
- name: QIPAN_DB_CONNECTIONS
  value: {{ $values.database.connections | quote }}
- name: QIPAN_DB_USER
  valueFrom:
    secretKeyRef: {name: {{ include "qipan.databaseSecret" . }}, key: username}
- name: QIPAN_DB_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ include "qipan.databaseSecret" . }}, key: password}
{{- if include "qipan.databaseCaSecret" $root }}
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: verify-full
- name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS
  value: /etc/qipan/database/ca.crt
- name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLMODE
  value: verify-full
- name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT
  value: /etc/qipan/database/ca.crt
{{- end }}
- name: QIPAN_AUTH_ISSUER
  value: {{ $root.Values.auth.issuer | quote }}
- name: QIPAN_AUTH_PUBLIC_KEY_FILE
  value: /etc/qipan/keys/public.pem
{{- if ne $service "patrol" }}
- name: QIPAN_PERSONAL_KEYS_FILE
  value: /etc/qipan/keys/personal.keys
{{- end }}
{{- with $root.Values.network.trustedProxies }}
- name: QIPAN_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- with include "qipan.calls" $service }}
- name: QIPAN_PEER_TOKEN_FILE
  value: /etc/qipan/keys/peer.token
{{- range splitList " " . }}
- name: QIPAN_PEER_{{ upper . }}_ADDRESS
  value: {{ printf "dns:///%s:%s" (include "qipan.name" (list $root .)) (include "qipan.grpcPort" .) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "qipan.databaseCaSecret" -}}
{{- if eq .Values.database.kind "cloudnativepg" -}}
{{ .Values.database.caSecretName | default (printf "%s-ca" (include "qipan.name" (list . "postgres"))) }}
{{- else }}{{ .Values.database.caSecretName }}{{ end -}}
{{- end }}

{{- define "qipan.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "qipan.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "qipan.image" -}}
{{- $root := index . 0 -}}
{{- $name := printf "%s/%s-service" $root.Values.image.repository (index . 1) -}}
{{- with (index . 2).digest }}{{ $name }}@{{ . }}{{ else }}{{ $name }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{/* Where the service finds keys and scratch space. Takes root, service and its values. */}}
{{- define "qipan.mounts" -}}
- {name: scratch, mountPath: /tmp}
- {name: keys, mountPath: /etc/qipan/keys, readOnly: true}
{{- if include "qipan.databaseCaSecret" (index . 0) }}
- {name: database, mountPath: /etc/qipan/database, readOnly: true}
{{- end }}
{{- end }}

{{- define "qipan.volumes" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
- name: scratch
  emptyDir: {sizeLimit: 256Mi}
- name: keys
  secret:
    secretName: {{ $root.Values.auth.secretName | default (include "qipan.name" (list $root "keys")) }}
    defaultMode: 0440
    items:
      - {key: public.pem, path: public.pem}
      {{- if ne $service "patrol" }}
      - {key: personal.keys, path: personal.keys}
      {{- end }}
      {{- if include "qipan.calls" $service }}
      - {key: {{ $service }}-service.token, path: peer.token}
      {{- end }}
{{- with include "qipan.databaseCaSecret" $root }}
- name: database
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end }}
