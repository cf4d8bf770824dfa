/*
 * A ZRTP endpoint over UDP on the loopback interface, made of libbzrtp.
 *
 *   bzrtp_peer PORT PEER_PORT KEY_AGREEMENT SECONDS
 *
 * Prints "listening" once it can be reached, and what is agreed: "ka TYPE", "sas TEXT", "send KEY SALT", "receive KEY SALT"
 * in hexadecimal, then "secure". Goes on for a second, so that what was lost can be sent again. Exit 3 if it does not get there.
 */
#include <arpa/inet.h>
#include <bzrtp/bzrtp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const uint32_t SSRC = 0x11223344;

struct endpoint {
	int socket;
	struct sockaddr_in peer;
	int secure;
};

static uint64_t now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void print_hex(const uint8_t *octets, size_t length) {
	for (size_t i = 0; i < length; i++) {
		printf("%02x", octets[i]);
	}
}

static void print_key(const char *what, const uint8_t *key, size_t key_length, const uint8_t *salt, size_t salt_length) {
	printf("%s ", what);
	print_hex(key, key_length);
	printf(" ");
	print_hex(salt, salt_length);
	printf("\n");
}

static int send_data(void *data, const uint8_t *packet, uint16_t length) {
	struct endpoint *self = data;
	ssize_t sent = sendto(self->socket, packet, length, 0, (struct sockaddr *)&self->peer, sizeof self->peer);
	return sent == length ? 0 : 1;
}

static int secrets_available(void *data, const bzrtpSrtpSecrets_t *s, uint8_t part) {
	(void)data;
	if (part & ZRTP_SRTP_SECRETS_FOR_SENDER) {
		print_key("send", s->selfSrtpKey, s->selfSrtpKeyLength, s->selfSrtpSalt, s->selfSrtpSaltLength);
	}
	if (part & ZRTP_SRTP_SECRETS_FOR_RECEIVER) {
		print_key("receive", s->peerSrtpKey, s->peerSrtpKeyLength, s->peerSrtpSalt, s->peerSrtpSaltLength);
	}
	return 0;
}

static int start_session(void *data, const bzrtpSrtpSecrets_t *s, int32_t verified) {
	struct endpoint *self = data;
	(void)verified;
	printf("sas %s\n", s->sas);
	self->secure = 1;
	return 0;
}

static int status(void *data, const uint8_t level, const uint8_t id, const char *text) {
	(void)data;
	fprintf(stderr, "bzrtp: level %d, message %d: %s\n", level, id, text == NULL ? "" : text);
	return 0;
}

static uint8_t key_agreement(const char *name) {
	if (strcmp(name, "X255") == 0) {
		return ZRTP_KEYAGREEMENT_X255;
	}
	return strcmp(name, "EC25") == 0 ? ZRTP_KEYAGREEMENT_EC25 : ZRTP_KEYAGREEMENT_DH3k;
}

static void support(bzrtpContext_t *context, uint8_t kind, uint8_t first, uint8_t second) {
	uint8_t types[7] = {first, second};
	bzrtp_setSupportedCryptoTypes(context, kind, types, second == 0 ? 1 : 2);
}

static struct sockaddr_in loopback(const char *port) {
	struct sockaddr_in address = {0};
	address.sin_family = AF_INET;
	address.sin_port = htons((uint16_t)atoi(port));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return address;
}

int main(int argc, char **argv) {
	if (argc != 5) {
		fprintf(stderr, "usage: bzrtp_peer PORT PEER_PORT KEY_AGREEMENT SECONDS\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	struct endpoint self = {0};
	struct sockaddr_in own = loopback(argv[1]);
	self.peer = loopback(argv[2]);
	self.socket = socket(AF_INET, SOCK_DGRAM, 0);
	if (self.socket < 0 || bind(self.socket, (struct sockaddr *)&own, sizeof own) != 0) {
		perror("bind");
		return 1;
	}

	bzrtpContext_t *context = bzrtp_createBzrtpContext();
	bzrtpCallbacks_t callbacks = {0};
	callbacks.bzrtp_statusMessage = status;
	callbacks.bzrtp_messageLevel = BZRTP_MESSAGE_ERROR;
	callbacks.bzrtp_sendData = send_data;
	callbacks.bzrtp_srtpSecretsAvailable = secrets_available;
	callbacks.bzrtp_startSrtpSession = start_session;
	bzrtp_setCallbacks(context, &callbacks);
	support(context, ZRTP_HASH_TYPE, ZRTP_HASH_S256, 0);
	support(context, ZRTP_CIPHERBLOCK_TYPE, ZRTP_CIPHER_AES1, 0);
	support(context, ZRTP_AUTHTAG_TYPE, ZRTP_AUTHTAG_HS32, ZRTP_AUTHTAG_HS80);
	support(context, ZRTP_KEYAGREEMENT_TYPE, key_agreement(argv[3]), 0);
	support(context, ZRTP_SAS_TYPE, ZRTP_SAS_B32, 0);
	if (bzrtp_initBzrtpContext(context, SSRC) != 0) {
		fprintf(stderr, "bzrtp cannot be set up\n");
		return 1;
	}
	bzrtp_setClientData(context, SSRC, &self);
	printf("listening\n");
	bzrtp_startChannelEngine(context, SSRC);

	uint64_t end = now_ms() + (uint64_t)atoi(argv[4]) * 1000;
	int told = 0;
	while (now_ms() < end) {
		struct pollfd wait = {self.socket, POLLIN, 0};
		if (poll(&wait, 1, 10) > 0) {
			uint8_t packet[2048];
			ssize_t length = recv(self.socket, packet, sizeof packet, 0);
			/* ZRTP starts with 0x10; what starts with 0x80 is SRTP. */
			if (length > 12 && packet[0] == 0x10) {
				int result = bzrtp_processMessage(context, SSRC, packet, (uint16_t)length);
				if (result != 0) {
					fprintf(stderr, "bzrtp: processMessage: 0x%x\n", result);
				}
			}
		}
		bzrtp_iterate(context, SSRC, now_ms());
		if (self.secure && !told) {
			printf("secure\n");
			told = 1;
			end = now_ms() + 1000;
		}
	}
	bzrtp_destroyBzrtpContext(context, SSRC);
	close(self.socket);
	return self.secure ? 0 : 3;
}
